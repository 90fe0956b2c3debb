"""What is asked for each person, VAT of a budget's lines, and its income side."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0001_the_facts_of_funding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ore", models.BigIntegerField()),
                ("starts_on", models.DateField()),
                ("had_ore", models.BigIntegerField(default=0)),
                ("had_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "db_table": "funding_person_asked",
                "ordering": ["application_id", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="budgetline",
            name="budget_line_is_not_negative",
        ),
        migrations.AddField(
            model_name="budget",
            name="depreciation_ore",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="budget",
            name="other_grants_ore",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="budget",
            name="vat_back_ore",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="budgetline",
            name="vat_ore",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("depreciation_ore__gte", 0), ("other_grants_ore__gte", 0), ("vat_back_ore__gte", 0)
                ),
                name="budget_income_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("funder_ore__gte", 0),
                    ("own_ore__gte", 0),
                    ("quantity__gte", 0),
                    ("unit_price_ore__gte", 0),
                    ("vat_ore__gte", 0),
                ),
                name="budget_line_is_not_negative",
            ),
        ),
        migrations.AddField(
            model_name="personasked",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="people", to="funding.application"
            ),
        ),
        migrations.AddField(
            model_name="personasked",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="asked_for", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="personasked",
            constraint=models.UniqueConstraint(fields=("application", "person"), name="person_asked_for_once"),
        ),
        migrations.AddConstraint(
            model_name="personasked",
            constraint=models.CheckConstraint(
                condition=models.Q(("had_ore__gte", 0), ("ore__gte", 0)), name="person_asked_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="personasked",
            constraint=models.CheckConstraint(
                condition=models.Q(("had_ore", 0), ("had_on__isnull", False), _connector="OR"),
                name="person_asked_had_it_on_a_day",
            ),
        ),
    ]

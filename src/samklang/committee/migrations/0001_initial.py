"""The facts of the committee page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Pages, drafts and issued; the schedule of each jobcentre, and who has the page sent."""

    initial = True

    dependencies = [
        ("access", "0005_more_purposes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("month", "Every month"),
                            ("quarter", "Every quarter"),
                            ("half-year", "Every half-year"),
                            ("year", "Every year"),
                        ],
                        default="half-year",
                        max_length=10,
                    ),
                ),
                ("next_day", models.DateField()),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committee_schedule",
                        to="access.place",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "committee_schedule",
                "ordering": ["jobcentre_id"],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("document", models.JSONField(default=dict)),
                ("introduction_da", models.TextField(blank=True, max_length=1500)),
                ("introduction_en", models.TextField(blank=True, max_length=1500)),
                ("asks", models.JSONField(blank=True, default=list)),
                ("asks_da", models.TextField(blank=True, max_length=2000)),
                ("asks_en", models.TextField(blank=True, max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("issued", "Sent out")], default="draft", max_length=6
                    ),
                ),
                ("replaces_why", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("put_away_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="committee_issues", to="access.place"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="committee.issue",
                    ),
                ),
            ],
            options={
                "db_table": "committee_issue",
                "ordering": ["jobcentre_id", "-last_day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("jobcentre", "number"), name="committee_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="committee_issue_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issued_at", None), ("number", None), ("sha256", ""), ("state", "draft")),
                            models.Q(
                                ("issued_at__isnull", False),
                                ("number__isnull", False),
                                ("put_away_at", None),
                                ("state", "issued"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="committee_issue_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committee_pages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recipients", to="committee.schedule"
                    ),
                ),
            ],
            options={
                "db_table": "committee_recipient",
                "ordering": ["schedule_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("schedule", "person"), name="committee_recipient_once")
                ],
            },
        ),
    ]

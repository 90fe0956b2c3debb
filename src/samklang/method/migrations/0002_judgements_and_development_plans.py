"""Judgements of skills, and development plans."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What concerns one member of staff."""

    dependencies = [
        ("method", "0001_initial"),
        ("people", "0003_staff_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("self", "Own judgement"),
                            ("manager", "Manager's judgement"),
                            ("observed", "Observed by a licensed rater"),
                        ],
                        max_length=8,
                    ),
                ),
                ("day", models.DateField()),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="method.edition"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="people.employee"
                    ),
                ),
            ],
            options={
                "db_table": "method_assessment",
                "ordering": ["employee_id", "-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AssessedLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessed", to="method.indicator"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="method.assessment"
                    ),
                ),
            ],
            options={
                "db_table": "method_assessed_level",
                "ordering": ["assessment_id", "indicator_id"],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("talk_day", models.DateField()),
                ("remarks", models.TextField(blank=True, max_length=1000)),
                ("made_at", models.DateTimeField()),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="development_plans",
                        to="people.employee",
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
            ],
            options={
                "db_table": "method_development_plan",
                "ordering": ["employee_id", "-talk_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("framework_key", models.SlugField(blank=True, max_length=40)),
                ("indicator_key", models.SlugField(blank=True, max_length=60)),
                ("what", models.CharField(max_length=300)),
                ("how", models.CharField(blank=True, max_length=300)),
                ("by_day", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Under way"), ("done", "Reached"), ("dropped", "Dropped")],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="method.developmentplan"
                    ),
                ),
            ],
            options={
                "db_table": "method_goal",
                "ordering": ["plan_id", "position", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["employee", "day"], name="assessment_employee_day"),
        ),
        migrations.AddConstraint(
            model_name="assessedlevel",
            constraint=models.UniqueConstraint(fields=("assessment", "indicator"), name="indicator_assessed_once"),
        ),
        migrations.AddConstraint(
            model_name="assessedlevel",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 5)), name="assessed_is_a_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.UniqueConstraint(fields=("employee", "talk_day"), name="one_plan_for_a_talk"),
        ),
    ]

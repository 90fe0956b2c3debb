"""The first tables: programmes, versions of their rules, runs, plans, what is published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="programmes", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "planning_programme",
                "ordering": ["jobcentre_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "errand",
                    models.CharField(
                        choices=[("plan", "Make a plan"), ("replan", "Change a plan as little as possible")],
                        default="plan",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Planning"),
                            ("stopping", "Stopping"),
                            ("done", "Done"),
                            ("impossible", "No plan is possible"),
                            ("failed", "Failed"),
                            ("interrupted", "Interrupted"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("time_limit_s", models.PositiveIntegerField()),
                ("threads", models.PositiveSmallIntegerField()),
                ("seed", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("progress", models.JSONField(default=dict)),
                ("best", models.JSONField(null=True)),
                ("answer", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="runs", to="planning.programme"
                    ),
                ),
            ],
            options={
                "db_table": "planning_run",
                "ordering": ["programme_id", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "made",
                    models.CharField(
                        choices=[
                            ("planner", "Made by the planner"),
                            ("hand", "Adjusted by hand"),
                            ("replan", "Changed as little as possible"),
                        ],
                        max_length=8,
                    ),
                ),
                ("document", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("approved", models.BooleanField()),
                ("violations", models.JSONField(default=list)),
                ("changes", models.JSONField(default=dict)),
                ("untrained", models.PositiveIntegerField()),
                ("cohorts", models.PositiveIntegerField()),
                ("cost_ore", models.BigIntegerField()),
                ("last_session", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="planning.variant",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="planning.programme"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="variant",
                        to="planning.run",
                    ),
                ),
            ],
            options={
                "db_table": "planning_variant",
                "ordering": ["programme_id", "-number"],
            },
        ),
        migrations.AddField(
            model_name="run",
            name="start_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replans",
                to="planning.variant",
            ),
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="planning.programme",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="planning.variant"
                    ),
                ),
            ],
            options={
                "db_table": "planning_publication",
                "ordering": ["programme_id", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("steps", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adjustments", to="planning.variant"
                    ),
                ),
            ],
            options={
                "db_table": "planning_adjustment",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("workbook", "Workbook"),
                            ("register", "Staff register"),
                            ("form", "Typed"),
                            ("way-out", "Way out"),
                            ("earlier", "Earlier version"),
                            ("changes", "Changes after the plan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("document", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("ready", models.BooleanField()),
                ("people", models.PositiveIntegerField()),
                ("to_train", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="planning.programme"
                    ),
                ),
            ],
            options={
                "db_table": "planning_version",
                "ordering": ["programme_id", "-number"],
            },
        ),
        migrations.AddField(
            model_name="variant",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="variants", to="planning.version"
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="planning.version"
            ),
        ),
        migrations.CreateModel(
            name="PublishedSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("teaches", models.BooleanField()),
                ("cohort", models.PositiveIntegerField()),
                ("module", models.CharField(max_length=200)),
                ("date", models.DateField()),
                ("half", models.CharField(choices=[("am", "am"), ("pm", "pm")], max_length=2)),
                ("whole_day", models.BooleanField()),
                ("trainer", models.CharField(max_length=200)),
                ("room", models.CharField(max_length=200)),
                ("site", models.CharField(blank=True, max_length=200)),
                ("participants", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="planning.publication"
                    ),
                ),
            ],
            options={
                "db_table": "planning_published_session",
                "ordering": ["date", "half", "cohort", "pk"],
                "indexes": [models.Index(fields=["person", "date"], name="session_person_date")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "person", "teaches", "cohort", "module"),
                        name="session_once_for_a_person",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("programme",), name="one_publication_holds"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(fields=("variant", "by"), name="one_adjustment_of_a_plan_each"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="version_number_once"),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="variant_number_once"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["state", "heartbeat_at"], name="run_state_heartbeat"),
        ),
    ]

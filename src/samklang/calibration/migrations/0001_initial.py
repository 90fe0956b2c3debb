"""The first tables: cases and rounds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                (
                    "origin",
                    models.CharField(
                        choices=[("product", "Samklang's own case"), ("own", "Our own case")], max_length=8
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("dialogue", "Dialogue"), ("situation", "Situation"), ("triage", "Triage")],
                        max_length=10,
                    ),
                ),
                (
                    "difficulty",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Clear"), (2, "Mixed"), (3, "Divides the experienced")]
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[("A", "Form A"), ("B", "Form B"), ("anchor", "Anchor"), ("", "Neither")],
                        max_length=8,
                    ),
                ),
                ("twin", models.SlugField(blank=True, max_length=80)),
                ("title_da", models.CharField(blank=True, max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("setting_da", models.TextField(blank=True, max_length=2000)),
                ("setting_en", models.TextField(blank=True, max_length=2000)),
                ("text_da", models.TextField(blank=True, max_length=6000)),
                ("text_en", models.TextField(blank=True, max_length=6000)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "calibration_case",
                "ordering": ["framework_id", "key", "-revision"],
            },
        ),
        migrations.CreateModel(
            name="CaseKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator_key", models.SlugField(max_length=60)),
                ("level", models.PositiveSmallIntegerField()),
                ("lines", models.JSONField(blank=True, default=list)),
                ("reason_da", models.TextField(blank=True, max_length=600)),
                ("reason_en", models.TextField(blank=True, max_length=600)),
            ],
            options={
                "db_table": "calibration_case_key",
                "ordering": ["case_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("staff", "Member of staff"),
                            ("other", "Citizen or company"),
                            ("note", "What is seen"),
                        ],
                        max_length=5,
                    ),
                ),
                ("text_da", models.TextField(blank=True, max_length=1000)),
                ("text_en", models.TextField(blank=True, max_length=1000)),
            ],
            options={
                "db_table": "calibration_case_line",
                "ordering": ["case_id", "number"],
            },
        ),
        migrations.CreateModel(
            name="Machine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("model", models.CharField(max_length=200)),
                ("prompt_hash", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "db_table": "calibration_machine",
                "ordering": ["jobcentre_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Rater",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "calibration_rater",
                "ordering": ["round_id", "number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "calibration_result",
                "ordering": ["round_id"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("calibration", "Calibration"), ("triage", "Triage")], max_length=12),
                ),
                ("title", models.CharField(max_length=120)),
                ("smallest_relevant", models.FloatField(default=0.1)),
                ("last_day", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closings", models.PositiveSmallIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "calibration_round",
                "ordering": ["jobcentre_id", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "calibration_round_case",
                "ordering": ["round_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "calibration_round_indicator",
                "ordering": ["round_id", "position", "pk"],
            },
        ),
    ]

"""Ratings, licences, and points of the disagreement board."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a round leads to."""

    dependencies = [
        ("access", "0004_purpose_of_skills"),
        ("calibration", "0002_initial"),
        ("method", "0002_judgements_and_development_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Point",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("one", models.TextField(blank=True, max_length=600)),
                ("other", models.TextField(blank=True, max_length=600)),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("looks-for", "What to look for"),
                            ("anchor", "The words of one level"),
                            ("concept", "A concept's definition"),
                        ],
                        max_length=10,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("concept_key", models.SlugField(blank=True, max_length=60)),
                ("agreed_da", models.TextField(blank=True, max_length=2000)),
                ("agreed_en", models.TextField(blank=True, max_length=2000)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="points",
                        to="calibration.roundcase",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="points",
                        to="method.edition",
                    ),
                ),
                (
                    "indicator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="point",
                        to="calibration.roundindicator",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="calibration.round"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "calibration_point",
                "ordering": ["round_id", "indicator_id"],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator_key", models.SlugField(max_length=60)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("ended_day", models.DateField(blank=True, null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("renewed", "Renewed by a later round"),
                            ("revoked", "Taken back"),
                            ("drift", "Moved away from the key"),
                        ],
                        max_length=8,
                    ),
                ),
                ("figures", models.JSONField(default=dict)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licences", to="method.framework"
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="licences",
                        to="calibration.machine",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="licences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="calibration.round",
                    ),
                ),
            ],
            options={
                "db_table": "calibration_licence",
                "ordering": ["framework_id", "indicator_key", "-first_day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("machine__isnull", True), ("person__isnull", False)),
                            models.Q(("machine__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="licence_is_a_persons_or_a_machines",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_day", None)),
                        fields=("person", "framework", "indicator_key"),
                        name="one_licence_holds_for_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_day", None)),
                        fields=("machine", "framework", "indicator_key"),
                        name="one_licence_holds_for_a_machine",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenceTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("min_cases", models.PositiveSmallIntegerField()),
                ("min_agreement", models.FloatField()),
                ("max_bias", models.FloatField()),
                ("months", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="licence_terms", to="access.place"
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
                "db_table": "calibration_licence_terms",
                "ordering": ["jobcentre_id", "-first_day", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("jobcentre", "first_day"), name="terms_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="LineMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveSmallIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="calibration.roundcase"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="calibration.roundindicator",
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="calibration.rater"
                    ),
                ),
            ],
            options={
                "db_table": "calibration_line_mark",
                "ordering": ["rater_id", "case_id", "indicator_id", "line"],
                "constraints": [
                    models.UniqueConstraint(fields=("rater", "case", "indicator", "line"), name="line_marked_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="calibration.roundcase"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="calibration.roundindicator",
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="calibration.rater"
                    ),
                ),
            ],
            options={
                "db_table": "calibration_rating",
                "ordering": ["rater_id", "case_id", "indicator_id"],
                "constraints": [models.UniqueConstraint(fields=("rater", "case", "indicator"), name="rated_once")],
            },
        ),
    ]

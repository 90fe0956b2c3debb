"""The facts of evidence."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables of the ladder, the spread, studies, public figures, and who answers for which figure."""

    initial = True

    dependencies = [
        ("access", "0005_more_purposes"),
        ("planning", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="baseline", to="planning.programme"
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
                "db_table": "evidence_baseline",
                "ordering": ["programme_id"],
            },
        ),
        migrations.CreateModel(
            name="PublicTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "provider",
                    models.CharField(
                        choices=[("jobindsats", "Jobindsats"), ("statbank", "StatBank Denmark")], max_length=10
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("measure", models.CharField(blank=True, max_length=200)),
                ("query", models.JSONField(blank=True, default=dict)),
                ("title_da", models.CharField(max_length=160)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("unit_da", models.CharField(blank=True, max_length=60)),
                ("unit_en", models.CharField(blank=True, max_length=60)),
                ("caveat_da", models.TextField(blank=True, max_length=1000)),
                ("caveat_en", models.TextField(blank=True, max_length=1000)),
                ("areas", models.JSONField(blank=True, default=list)),
                ("address", models.URLField(blank=True, max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[("confirmed", "Read at the source"), ("to-confirm", "To be looked up")],
                        default="to-confirm",
                        max_length=10,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("on", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="public_tables", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_public_table",
                "ordering": ["municipality_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicLoad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("api", "Fetched from the source"),
                            ("file", "Read from a file"),
                            ("sample", "Samklang's own sample, constructed"),
                        ],
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("values", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "loaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="loads", to="evidence.publictable"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_public_load",
                "ordering": ["table_id", "-loaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=120)),
                ("period", models.CharField(max_length=40)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("value", models.FloatField(blank=True, null=True)),
                ("suppressed", models.BooleanField(default=False)),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="evidence.publicload"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_public_value",
                "ordering": ["load_id", "area", "first_day"],
            },
        ),
        migrations.CreateModel(
            name="RungReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.CharField(max_length=8)),
                ("metric", models.CharField(max_length=60)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("value", models.FloatField(blank=True, null=True)),
                ("low", models.FloatField(blank=True, null=True)),
                ("high", models.FloatField(blank=True, null=True)),
                ("n", models.PositiveIntegerField(blank=True, null=True)),
                ("lack", models.CharField(blank=True, max_length=20)),
                ("read_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rung_readings",
                        to="planning.programme",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_rung_reading",
                "ordering": ["programme_id", "first_day", "rung", "metric"],
            },
        ),
        migrations.CreateModel(
            name="SpreadTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("definition", models.TextField(blank=True, max_length=1000)),
                (
                    "kind",
                    models.CharField(
                        choices=[("share", "Yes or no: a share"), ("mean", "A number: a mean")],
                        default="share",
                        max_length=5,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percentage-points", "Percentage points"),
                            ("points", "Points on the scale"),
                            ("days", "Days"),
                            ("weeks", "Weeks"),
                            ("hours", "Hours"),
                            ("kroner", "Kroner"),
                            ("count", "Number"),
                        ],
                        default="percentage-points",
                        max_length=20,
                    ),
                ),
                ("higher_is_better", models.BooleanField(default=True)),
                ("smallest_relevant", models.FloatField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("mix", models.JSONField(default=list)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("sums", "Sums for each unit and period"),
                            ("rows", "One row for each case, under made-up names"),
                        ],
                        max_length=4,
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("staff", models.PositiveIntegerField()),
                ("document", models.JSONField(default=dict)),
                ("loaded_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spread_tables", to="access.place"
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "evidence_spread_table",
                "ordering": ["jobcentre_id", "-last_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SpreadSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("stratum", models.CharField(blank=True, max_length=200)),
                ("n", models.PositiveIntegerField()),
                ("total", models.FloatField()),
                ("squares", models.FloatField()),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sums", to="evidence.spreadtable"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_spread_sum",
                "ordering": ["table_id", "code", "stratum"],
            },
        ),
        migrations.CreateModel(
            name="Study",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("question", models.CharField(max_length=400)),
                ("outcome", models.CharField(max_length=120)),
                ("definition", models.TextField(blank=True, max_length=1000)),
                ("metric", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("share", "Yes or no: a share"), ("mean", "A number: a mean")],
                        default="share",
                        max_length=5,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percentage-points", "Percentage points"),
                            ("points", "Points on the scale"),
                            ("days", "Days"),
                            ("weeks", "Weeks"),
                            ("hours", "Hours"),
                            ("kroner", "Kroner"),
                            ("count", "Number"),
                        ],
                        default="percentage-points",
                        max_length=20,
                    ),
                ),
                ("higher_is_better", models.BooleanField(default=True)),
                ("smallest_relevant", models.FloatField(blank=True, null=True)),
                ("smallest_why", models.CharField(blank=True, max_length=300)),
                (
                    "chosen",
                    models.CharField(
                        choices=[
                            ("drawn", "By lot"),
                            ("staggered", "Otherwise: who can, who wishes, which team is ready"),
                        ],
                        default="drawn",
                        max_length=9,
                    ),
                ),
                (
                    "unit_kind",
                    models.CharField(
                        choices=[("team", "Teams"), ("person", "Members of staff, under made-up names")],
                        default="team",
                        max_length=6,
                    ),
                ),
                (
                    "steps",
                    models.CharField(
                        choices=[("month", "Months"), ("quarter", "Quarters")], default="month", max_length=7
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True)),
                ("periods", models.PositiveSmallIntegerField(default=12)),
                ("first_wave", models.PositiveSmallIntegerField(default=5)),
                ("waves", models.PositiveSmallIntegerField(default=3)),
                ("apart", models.PositiveSmallIntegerField(default=1)),
                ("cases", models.PositiveIntegerField(default=20)),
                ("level", models.FloatField(blank=True, null=True)),
                ("deviation", models.FloatField(blank=True, null=True)),
                ("between", models.FloatField(default=0.0)),
                ("seed", models.PositiveBigIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("frozen", "Plan frozen, waits for data"),
                            ("answered", "Answered"),
                            ("stopped", "Stopped"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                (
                    "offered",
                    models.CharField(
                        choices=[("not", "Not handed over"), ("wish", "As a wish"), ("rule", "As a rule")],
                        default="not",
                        max_length=4,
                    ),
                ),
                ("plan", models.JSONField(default=dict)),
                ("plan_hash", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField()),
                ("drawn_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_why", models.CharField(blank=True, max_length=300)),
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
                    "frozen_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="studies", to="access.place"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="studies",
                        to="planning.programme",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_study",
                "ordering": ["jobcentre_id", "-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StudyFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("sums", "Sums for each unit and period"),
                            ("rows", "One row for each case, under made-up names"),
                        ],
                        max_length=4,
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("cells", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list)),
                ("loaded_at", models.DateTimeField()),
                ("kept_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="evidence.study"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_study_file",
                "ordering": ["study_id", "-loaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StudyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan_hash", models.CharField(max_length=80)),
                ("verdict", models.CharField(max_length=40)),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="evidence.study"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="evidence.studyfile"
                    ),
                ),
            ],
            options={
                "db_table": "evidence_study_answer",
                "ordering": ["study_id", "-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StudyUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(max_length=64)),
                ("stratum", models.CharField(blank=True, max_length=80)),
                ("wave", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("trained_on", models.DateField(blank=True, null=True)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="units", to="evidence.study"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="access.place",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_study_unit",
                "ordering": ["study_id", "name", "code"],
            },
        ),
        migrations.CreateModel(
            name="MetricOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("metric", models.CharField(max_length=60)),
                ("set_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="metric_owners", to="access.place"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="metrics_owned",
                        to=settings.AUTH_USER_MODEL,
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
                "db_table": "evidence_metric_owner",
                "ordering": ["municipality_id", "metric"],
                "constraints": [models.UniqueConstraint(fields=("municipality", "metric"), name="metric_owner_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="publictable",
            constraint=models.UniqueConstraint(fields=("municipality", "key"), name="public_table_once"),
        ),
        migrations.AddConstraint(
            model_name="publicvalue",
            constraint=models.UniqueConstraint(fields=("load", "area", "period"), name="public_value_once"),
        ),
        migrations.AddConstraint(
            model_name="publicvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="public_value_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="rungreading",
            constraint=models.UniqueConstraint(
                fields=("programme", "metric", "first_day", "last_day"), name="rung_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rungreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", True),
                    models.Q(("high__isnull", False), ("low__isnull", False), ("n__isnull", False)),
                    _connector="OR",
                ),
                name="rung_figure_has_its_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="spreadtable",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="spread_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="spreadsum",
            constraint=models.UniqueConstraint(fields=("table", "code", "stratum"), name="spread_sum_once"),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(("smallest_relevant__isnull", True), ("smallest_relevant__gt", 0), _connector="OR"),
                name="smallest_relevant_is_above_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_at__isnull", True), ("plan_hash", "")),
                    models.Q(("frozen_at__isnull", False), models.Q(("plan_hash", ""), _negated=True)),
                    _connector="OR",
                ),
                name="frozen_study_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("frozen_at__isnull", True), ("state", "draft")),
                    models.Q(("frozen_at__isnull", False), ("state__in", ["frozen", "answered"])),
                    ("state", "stopped"),
                    _connector="OR",
                ),
                name="study_is_answered_only_when_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="study",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_at__isnull", True),
                    models.Q(("first_day__isnull", False), ("smallest_relevant__isnull", False)),
                    _connector="OR",
                ),
                name="frozen_study_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyunit",
            constraint=models.UniqueConstraint(fields=("study", "code"), name="study_unit_once"),
        ),
    ]

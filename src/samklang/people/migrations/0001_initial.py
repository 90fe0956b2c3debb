"""The first tables."""

import django.core.validators
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
            name="Employee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employees", to="access.place"
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employee",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_employee",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(blank=True, max_length=80)),
                ("site", models.CharField(blank=True, max_length=80)),
                ("weekly_hours", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                (
                    "half_days",
                    models.CharField(
                        default="1111111111",
                        max_length=10,
                        validators=[django.core.validators.RegexValidator("^[01]{10}$")],
                    ),
                ),
                ("skills", models.JSONField(blank=True, default=list)),
                ("is_temp", models.BooleanField(default=False)),
                ("conversations_per_half_day", models.PositiveSmallIntegerField(default=0)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="engagements", to="people.employee"
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="manages",
                        to="people.employee",
                    ),
                ),
                (
                    "stands_in_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stood_in_for_by",
                        to="people.employee",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="engagements", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "people_engagement",
                "ordering": ["employee_id", "first_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="External",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("trainer", "External trainer"), ("observer", "External observer")], max_length=8
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=120)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="externals", to="access.place"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="externals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "people_external",
                "ordering": ["jobcentre_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("maternity", "Maternity or parental leave"),
                            ("sick", "Sick"),
                            ("holiday", "Holiday"),
                            ("leave", "Leave"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "typed in"),
                            ("import", "imported"),
                            ("calendar", "from a calendar file"),
                            ("scim", "from the municipality's directory"),
                        ],
                        default="typed",
                        max_length=8,
                    ),
                ),
                ("outside_key", models.CharField(blank=True, max_length=200)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leaves", to="people.employee"
                    ),
                ),
            ],
            options={
                "db_table": "people_leave",
                "ordering": ["employee_id", "first_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ClosedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=120)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closed_days", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "people_closed_day",
                "ordering": ["jobcentre_id", "day"],
                "constraints": [
                    models.UniqueConstraint(fields=("jobcentre", "day"), name="closed_day_once_in_a_jobcentre")
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(blank=True, max_length=80)),
                ("skill", models.CharField(blank=True, max_length=80)),
                ("site", models.CharField(blank=True, max_length=80)),
                ("minimum", models.PositiveSmallIntegerField()),
                (
                    "half_days",
                    models.CharField(
                        default="1111111111",
                        max_length=10,
                        validators=[django.core.validators.RegexValidator("^[01]{10}$")],
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cover_needs", to="access.place"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.place",
                    ),
                ),
            ],
            options={
                "db_table": "people_cover_need",
                "ordering": ["jobcentre_id", "name", "first_day", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                        ),
                        name="cover_need_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("team__isnull", False),
                            models.Q(("role", ""), _negated=True),
                            models.Q(("skill", ""), _negated=True),
                            models.Q(("site", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cover_need_names_a_group",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.UniqueConstraint(
                fields=("jobcentre", "number"), name="employee_number_once_in_a_jobcentre"
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["team", "first_day"], name="engagement_team_day"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="engagement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("stands_in_for__isnull", True), ("is_temp", True), _connector="OR"),
                name="only_a_temp_stands_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stands_in_for__isnull", True),
                    models.Q(("stands_in_for", models.F("employee")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_stands_in_for_self",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(fields=("employee", "first_day"), name="one_engagement_begins_on_a_day"),
        ),
        migrations.AddConstraint(
            model_name="external",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="external_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="external",
            constraint=models.UniqueConstraint(
                fields=("person", "jobcentre", "kind"), name="external_once_in_a_jobcentre"
            ),
        ),
        migrations.AddIndex(
            model_name="leave",
            index=models.Index(fields=["first_day", "last_day"], name="leave_days"),
        ),
        migrations.AddConstraint(
            model_name="leave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="leave_ends_after_it_begins",
            ),
        ),
    ]

"""The first tables."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("email", models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="E-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Dansk"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "access_person",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("municipality", "Municipality"), ("jobcentre", "Jobcentre"), ("team", "Team")],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("path", models.CharField(db_index=True, editable=False, max_length=100)),
                ("first_day", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="access.place",
                    ),
                ),
            ],
            options={
                "db_table": "access_place",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="Elevation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elevations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="elevations", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "access_elevation",
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="access.place"
            ),
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("head", "Head of service"),
                            ("programme-lead", "Programme lead"),
                            ("team-leader", "Team leader"),
                            ("staff", "Staff member"),
                            ("trainer", "Trainer"),
                            ("observer", "Observer"),
                            ("funder-reader", "Reader of funder reports"),
                            ("works-council-reader", "Works council reader"),
                        ],
                        max_length=24,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="grants_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "access_role_grant",
                "ordering": ["person_id", "place_id", "role", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("parent", "name"), name="place_name_once_in_its_parent"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "municipality"), ("parent__isnull", True)),
                    models.Q(models.Q(("kind", "municipality"), _negated=True), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="place_has_parent_unless_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="elevation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("starts_at"))), name="elevation_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="elevation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="elevation_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="grant_ends_after_it_begins",
            ),
        ),
    ]

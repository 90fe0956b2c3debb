"""Files of staff on their way into the register, with what they change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An import is looked through before it is applied, and can be undone after."""

    dependencies = [
        ("access", "0001_initial"),
        ("people", "0002_undo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=120)),
                ("content", models.BinaryField(null=True)),
                ("first_day", models.DateField()),
                ("is_whole_list", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("columns", "Columns to be told"),
                            ("teams", "Teams to be told"),
                            ("ready", "To be looked through"),
                            ("applying", "Being imported"),
                            ("applied", "Imported"),
                            ("undone", "Undone"),
                        ],
                        default="columns",
                        max_length=10,
                    ),
                ),
                ("keys", models.JSONField(default=dict)),
                ("teams", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="staff_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_imports", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "people_staff_import",
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportMemory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=64)),
                ("told", models.JSONField(default=dict)),
                (
                    "jobcentre",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="access.place"),
                ),
            ],
            options={
                "db_table": "people_import_memory",
                "ordering": ["jobcentre_id", "about"],
                "constraints": [
                    models.UniqueConstraint(fields=("jobcentre", "about"), name="told_once_in_a_jobcentre")
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffImportLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("ended", "Employment ends"),
                            ("leave", "Leave"),
                            ("cover", "Cover"),
                            ("closed", "Closing days"),
                            ("problem", "To be corrected"),
                            ("note", "Worth knowing"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=120)),
                ("cell", models.CharField(blank=True, max_length=12)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("fields", models.JSONField(default=list)),
                ("told", models.JSONField(default=dict)),
                ("undo", models.JSONField(default=dict)),
                (
                    "employee",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.employee"
                    ),
                ),
                (
                    "staff_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="people.staffimport"
                    ),
                ),
            ],
            options={
                "db_table": "people_staff_import_line",
                "ordering": ["staff_import_id", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("staff_import", "order"), name="import_line_once_in_the_order")
                ],
            },
        ),
    ]

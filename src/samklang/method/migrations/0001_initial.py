"""The first tables: frameworks and their editions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = [
        ("access", "0004_purpose_of_skills"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("product", "Samklang's own text"),
                            ("import", "Read from a file"),
                            ("own", "Our own text"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name_da", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("description_da", models.TextField(blank=True, max_length=2000)),
                ("description_en", models.TextField(blank=True, max_length=2000)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("first_day", models.DateField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="method.edition",
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
                    "published_by",
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
                "db_table": "method_edition",
                "ordering": ["framework_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("name_da", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("description_da", models.TextField(blank=True, max_length=2000)),
                ("description_en", models.TextField(blank=True, max_length=2000)),
                ("esco", models.URLField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="competences", to="method.edition"
                    ),
                ),
            ],
            options={
                "db_table": "method_competence",
                "ordering": ["edition_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40)),
                ("created_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="frameworks", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "method_framework",
                "ordering": ["jobcentre_id", "key"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="framework",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="method.framework"
            ),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "scale",
                    models.CharField(
                        choices=[("level", "Level 1–5"), ("count", "Count"), ("choice", "Choice")], max_length=8
                    ),
                ),
                ("name_da", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("looks_for_da", models.TextField(blank=True, max_length=2000)),
                ("looks_for_en", models.TextField(blank=True, max_length=2000)),
                ("unit_da", models.CharField(blank=True, max_length=80)),
                ("unit_en", models.CharField(blank=True, max_length=80)),
                ("esco", models.URLField(blank=True)),
                (
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="method.competence"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="method.edition"
                    ),
                ),
            ],
            options={
                "db_table": "method_indicator",
                "ordering": ["edition_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("text_da", models.TextField(blank=True, max_length=600)),
                ("text_en", models.TextField(blank=True, max_length=600)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="anchors", to="method.indicator"
                    ),
                ),
            ],
            options={
                "db_table": "method_anchor",
                "ordering": ["indicator_id", "level"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("name_da", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="method.edition"
                    ),
                ),
            ],
            options={
                "db_table": "method_phase",
                "ordering": ["edition_id", "position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="phase",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="indicators",
                to="method.phase",
            ),
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("name_da", models.CharField(blank=True, max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("description_da", models.TextField(blank=True, max_length=2000)),
                ("description_en", models.TextField(blank=True, max_length=2000)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profiles", to="method.edition"
                    ),
                ),
            ],
            options={
                "db_table": "method_profile",
                "ordering": ["edition_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="demands", to="method.indicator"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="demands", to="method.profile"
                    ),
                ),
            ],
            options={
                "db_table": "method_demand",
                "ordering": ["profile_id", "indicator_id"],
            },
        ),
        migrations.CreateModel(
            name="RoleProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=80)),
                ("profile_key", models.SlugField(max_length=60)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="role_profiles", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "method_role_profile",
                "ordering": ["jobcentre_id", "role"],
            },
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("term_da", models.CharField(blank=True, max_length=200)),
                ("term_en", models.CharField(blank=True, max_length=200)),
                ("definition_da", models.TextField(blank=True, max_length=2000)),
                ("definition_en", models.TextField(blank=True, max_length=2000)),
                ("example_da", models.TextField(blank=True, max_length=2000)),
                ("example_en", models.TextField(blank=True, max_length=2000)),
                ("counter_example_da", models.TextField(blank=True, max_length=2000)),
                ("counter_example_en", models.TextField(blank=True, max_length=2000)),
                ("esco", models.URLField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concepts", to="method.edition"
                    ),
                ),
            ],
            options={
                "db_table": "method_concept",
                "ordering": ["edition_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="concept_key_once_in_an_edition")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="competence",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="competence_key_once_in_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.UniqueConstraint(fields=("jobcentre", "key"), name="framework_once_in_a_jobcentre"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("framework", "number"), name="edition_number_once"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None)), fields=("framework",), name="one_draft_of_a_framework"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_day__isnull", True), ("published_at__isnull", True)),
                    models.Q(
                        ("first_day__isnull", False),
                        ("published_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="edition_is_published_with_day_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="anchor",
            constraint=models.UniqueConstraint(fields=("indicator", "level"), name="anchor_level_once"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="phase_key_once_in_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="indicator_key_once_in_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="profile_key_once_in_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.UniqueConstraint(fields=("profile", "indicator"), name="demand_once"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 5)), name="demand_is_a_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="roleprofile",
            constraint=models.UniqueConstraint(fields=("jobcentre", "role"), name="role_has_one_profile"),
        ),
    ]

"""What cases and rounds hang on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = [
        ("access", "0004_purpose_of_skills"),
        ("calibration", "0001_initial"),
        ("method", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="framework",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="method.framework"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="jobcentre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="access.place"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casekey",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="calibration.case"
            ),
        ),
        migrations.AddField(
            model_name="caseline",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="calibration.case"
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="added_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="jobcentre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="machines", to="access.place"
            ),
        ),
        migrations.AddField(
            model_name="rater",
            name="machine",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rated_in",
                to="calibration.machine",
            ),
        ),
        migrations.AddField(
            model_name="rater",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="rated_in",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="earlier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="later",
                to="calibration.round",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="method.edition"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="jobcentre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="access.place"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="leader",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="rounds_led",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="round",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="result", to="calibration.round"
            ),
        ),
        migrations.AddField(
            model_name="rater",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="raters", to="calibration.round"
            ),
        ),
        migrations.AddField(
            model_name="roundcase",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="calibration.case"
            ),
        ),
        migrations.AddField(
            model_name="roundcase",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cases", to="calibration.round"
            ),
        ),
        migrations.AddField(
            model_name="roundindicator",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="method.indicator"
            ),
        ),
        migrations.AddField(
            model_name="roundindicator",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="calibration.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("framework", "key", "revision"), name="case_revision_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("framework", "key"),
                name="one_revision_of_a_case_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="casekey",
            constraint=models.UniqueConstraint(fields=("case", "indicator_key"), name="case_key_once"),
        ),
        migrations.AddConstraint(
            model_name="caseline",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="case_line_once"),
        ),
        migrations.AddConstraint(
            model_name="machine",
            constraint=models.UniqueConstraint(
                fields=("jobcentre", "model", "prompt_hash"), name="machine_once_in_a_jobcentre"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True), ("opened_at__isnull", False), _connector="OR"),
                name="only_an_open_round_closes",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("smallest_relevant__gt", 0), ("smallest_relevant__lt", 1)),
                name="smallest_relevant_is_a_difference",
            ),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.UniqueConstraint(fields=("round", "person"), name="person_rates_once_in_a_round"),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.UniqueConstraint(fields=("round", "machine"), name="machine_rates_once_in_a_round"),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.UniqueConstraint(fields=("round", "number"), name="rater_number_once"),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", True), ("machine__isnull", True), _connector="OR"),
                name="rater_is_person_or_machine",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundcase",
            constraint=models.UniqueConstraint(fields=("round", "case"), name="case_once_in_a_round"),
        ),
        migrations.AddConstraint(
            model_name="roundindicator",
            constraint=models.UniqueConstraint(fields=("round", "indicator"), name="indicator_once_in_a_round"),
        ),
    ]

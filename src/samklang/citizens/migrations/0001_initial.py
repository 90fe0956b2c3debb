"""The tables of the citizen door."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Links before conversations, looking back, belief, citizens' answers, dated rules and recordings."""

    initial = True

    dependencies = [
        ("access", "0005_more_purposes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedbackDoor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("link", "Own link, used once"), ("poster", "Code on the wall or on paper")],
                        max_length=6,
                    ),
                ),
                ("token_key", models.CharField(max_length=64, unique=True)),
                ("title", models.CharField(blank=True, max_length=80)),
                ("until", models.DateField(blank=True, null=True)),
                ("used", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("made_on", models.DateField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback_doors", to="access.place"
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
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_feedback_door",
                "ordering": ["jobcentre_id", "-made_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_key", models.CharField(max_length=64)),
                ("token_key", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(max_length=300)),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for the other's consent"),
                            ("agreed", "Both have agreed"),
                            ("refused", "Refused"),
                            ("recorded", "Recorded"),
                            ("withdrawn", "Consent withdrawn, deleted"),
                            ("expired", "Time is up, deleted"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("staff_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("citizen_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateField()),
                ("content", models.BinaryField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("size", models.PositiveIntegerField(default=0)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recordings", to="access.place"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recordings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "citizens_recording",
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordingSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.BooleanField(default=False)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                ("most_days", models.PositiveSmallIntegerField(default=14)),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recording_switch", to="access.place"
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
                "db_table": "citizens_recording_switch",
                "ordering": ["jobcentre_id"],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("name_da", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("note_da", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("on", models.BooleanField(default=True)),
                ("source", models.URLField(blank=True, max_length=500)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rule_sets", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_rule_set",
                "ordering": ["municipality_id", "first_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("name_da", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="target_groups", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_target_group",
                "ordering": ["municipality_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TalkRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "actor",
                    models.CharField(
                        choices=[("municipality", "The municipality"), ("fund", "The unemployment insurance fund")],
                        default="municipality",
                        max_length=12,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("talks-at-least", "At least so many conversations with each"),
                            ("share-at-least", "Conversations with at least this share of the group"),
                            ("first-talk", "A first conversation with everybody"),
                            ("exempt-at-most", "At most this share may be exempted"),
                            ("talk-by-month", "A conversation no later than this month"),
                            ("right-to-talk", "The citizen has a right to a conversation"),
                            ("no-fixed-number", "No fixed number"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("from_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("to_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("text_da", models.CharField(max_length=400)),
                ("text_en", models.CharField(max_length=400)),
                ("source", models.URLField(blank=True, max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[("confirmed", "Read in the source"), ("to-confirm", "To be looked up")],
                        default="to-confirm",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="citizens.ruleset"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="citizens.targetgroup"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_talk_rule",
                "ordering": ["set_id", "group__position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Belief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_key", models.CharField(max_length=64)),
                ("percent", models.PositiveSmallIntegerField()),
                ("months", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Not known yet"),
                            ("yes", "It happened"),
                            ("no", "It did not happen"),
                            ("unknown", "Cannot be known any more"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                ("written_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="beliefs", to="access.place"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="beliefs", to=settings.AUTH_USER_MODEL
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
                "db_table": "citizens_belief",
                "ordering": ["-day", "-pk"],
                "indexes": [
                    models.Index(fields=["person", "due_on"], name="belief_of_person"),
                    models.Index(fields=["jobcentre", "day"], name="belief_of_jobcentre"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lte", 100)), name="belief_is_a_percentage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", [6, 12])), name="belief_looks_half_a_year_or_one_ahead"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("answers", models.JSONField(default=dict)),
                ("next_time", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversation_reviews",
                        to="access.place",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversation_reviews",
                        to=settings.AUTH_USER_MODEL,
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
                "db_table": "citizens_review",
                "ordering": ["-day", "-pk"],
                "indexes": [
                    models.Index(fields=["person", "day"], name="review_of_person"),
                    models.Index(fields=["jobcentre", "day"], name="review_of_jobcentre"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.CharField(max_length=6)),
                (
                    "kind",
                    models.CharField(
                        choices=[("link", "Own link, used once"), ("poster", "Code on the wall or on paper")],
                        max_length=6,
                    ),
                ),
                (
                    "involved",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Not at all"), (2, "A little"), (3, "Somewhat"), (4, "Much"), (5, "Fully")]
                    ),
                ),
                (
                    "same",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("first", "It was my first conversation"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback_answers", to="access.place"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_feedback_answer",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["jobcentre", "quarter"], name="feedback_of_quarter")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("involved__gte", 1), ("involved__lte", 5)),
                        name="involved_is_from_one_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_key", models.CharField(max_length=64)),
                ("token_key", models.CharField(max_length=64, unique=True)),
                ("day", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[("easy", "Very easy to read"), ("plain", "Plain"), ("full", "With more detail")],
                        default="plain",
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(default="da", max_length=12)),
                ("topics", models.JSONField(default=list)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="preparations", to="access.place"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preparations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "citizens_preparation",
                "ordering": ["day", "pk"],
                "indexes": [models.Index(fields=["person", "day"], name="preparation_of_person")],
            },
        ),
        migrations.CreateModel(
            name="PreparationText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("easy", "Very easy to read"), ("plain", "Plain"), ("full", "With more detail")],
                        max_length=6,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("language_name", models.CharField(max_length=60)),
                ("content", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="preparation_texts", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "citizens_preparation_text",
                "ordering": ["jobcentre_id", "language", "level"],
                "constraints": [
                    models.UniqueConstraint(fields=("jobcentre", "level", "language"), name="preparation_text_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(fields=("municipality", "key"), name="rule_set_once"),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                name="rule_set_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.UniqueConstraint(fields=("municipality", "key"), name="target_group_once"),
        ),
    ]

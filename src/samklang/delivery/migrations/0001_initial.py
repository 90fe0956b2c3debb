"""Courses under way: seats, sessions, who was there, calendar entries, mail, learning in use and certificates."""

import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """From a published plan to people who can show what they learnt."""

    initial = True

    dependencies = [
        ("access", "0004_purpose_of_skills"),
        ("planning", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("framework", models.CharField(blank=True, max_length=40)),
                ("modules", models.JSONField(default=list)),
                ("morning_begins", models.TimeField(default=datetime.time(8, 30))),
                ("morning_ends", models.TimeField(default=datetime.time(12, 0))),
                ("afternoon_begins", models.TimeField(default=datetime.time(12, 30))),
                ("afternoon_ends", models.TimeField(default=datetime.time(15, 30))),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("needs_approval", models.BooleanField(default=False)),
                ("offer_hours", models.PositiveSmallIntegerField(default=48)),
                ("quiet_from", models.TimeField(default=datetime.time(18, 0))),
                ("quiet_to", models.TimeField(default=datetime.time(7, 0))),
                ("pass_mark", models.PositiveSmallIntegerField(default=70)),
                ("evaluate_each", models.BooleanField(default=False)),
                ("later_weeks", models.PositiveSmallIntegerField(default=12)),
                ("began_at", models.DateTimeField()),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="course", to="planning.programme"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_course",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="delivery.course"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_material",
                "ordering": ["course_id", "module", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("expected", "Not taken yet"),
                            ("present", "Present"),
                            ("late", "Late"),
                            ("partial", "Part of the time"),
                            ("absent", "Absent"),
                        ],
                        default="expected",
                        max_length=8,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trainer", "Taken by the trainer"),
                            ("code", "Checked in with the code"),
                            ("paper", "Keyed in from paper"),
                            ("file", "Read from a file"),
                        ],
                        max_length=8,
                    ),
                ),
                ("marked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "marked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_participation",
                "ordering": ["session_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AttendanceCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("expected", "Not taken yet"),
                            ("present", "Present"),
                            ("late", "Late"),
                            ("partial", "Part of the time"),
                            ("absent", "Absent"),
                        ],
                        max_length=8,
                    ),
                ),
                ("before_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("expected", "Not taken yet"),
                            ("present", "Present"),
                            ("late", "Late"),
                            ("partial", "Part of the time"),
                            ("absent", "Absent"),
                        ],
                        max_length=8,
                    ),
                ),
                ("after_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="delivery.participation",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_attendance_correction",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("module", "Session of the plan"),
                            ("makeup", "Make-up session"),
                            ("touch", "Follow-up"),
                        ],
                        default="module",
                        max_length=8,
                    ),
                ),
                ("cohort", models.PositiveIntegerField()),
                ("slot", models.CharField(max_length=60)),
                ("module", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("trainer_name", models.CharField(blank=True, max_length=200)),
                ("room", models.CharField(blank=True, max_length=200)),
                ("site", models.CharField(blank=True, max_length=200)),
                ("capacity", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("cancelled", "Cancelled")], default="planned", max_length=10
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="delivery.course"
                    ),
                ),
                (
                    "trainer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sessions_led",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_session",
                "ordering": ["begins", "cohort", "pk"],
            },
        ),
        migrations.AddField(
            model_name="participation",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="participations", to="delivery.session"
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.CharField(max_length=80)),
                ("teaches", models.BooleanField()),
                ("uid", models.CharField(max_length=80, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                ("told", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                ("reminded_for", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="delivery.course"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="delivery.session"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_invitation",
                "ordering": ["course_id", "person_id", "slot"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "moment",
                    models.CharField(
                        choices=[("at-once", "Right after the session"), ("later", "Some months later")], max_length=8
                    ),
                ),
                ("until", models.DateField()),
                ("answered", models.BooleanField(default=False)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations_asked",
                        to="delivery.course",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations_asked",
                        to="delivery.session",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_evaluation_asked",
                "ordering": ["until", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "moment",
                    models.CharField(
                        choices=[("at-once", "Right after the session"), ("later", "Some months later")], max_length=8
                    ),
                ),
                ("scores", models.JSONField(default=dict)),
                ("words", models.JSONField(default=dict)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_answers",
                        to="delivery.course",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation_answers",
                        to="delivery.session",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_evaluation_answer",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AttendanceNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("written_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance_notes",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="delivery.participation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="delivery.session"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_attendance_note",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("before", "Before the session"),
                            ("question", "Something to think about"),
                            ("attempt", "Try this"),
                            ("reflection", "A minute's thought"),
                            ("peer", "With your peer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("competence", models.CharField(max_length=80)),
                ("texts", models.JSONField(default=list)),
                ("due", models.DateField()),
                ("answer", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "peer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="delivery.course"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="delivery.session"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_assignment",
                "ordering": ["due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "verb",
                    models.CharField(
                        choices=[("attended", "Attended"), ("passed", "Passed"), ("completed", "Completed")],
                        max_length=10,
                    ),
                ),
                ("about", models.BigIntegerField()),
                ("document", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits"), ("sent", "Sent"), ("failed", "Could not be sent")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_statement",
                "ordering": ["written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="StatusEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("index", models.PositiveIntegerField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="status_entries", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_status_entry",
                "ordering": ["jobcentre_id", "number", "index"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("title_da", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("programme", models.CharField(max_length=200)),
                ("rule", models.JSONField(default=dict)),
                ("competences", models.JSONField(default=list)),
                ("issued_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("exception", models.CharField(blank=True, max_length=500)),
                ("credential", models.TextField()),
                ("shared", models.BooleanField(default=False)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=500)),
                ("told_90_on", models.DateField(blank=True, null=True)),
                ("told_30_on", models.DateField(blank=True, null=True)),
                (
                    "issued_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="access.place"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="delivery.certificate",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="certificates",
                        to="delivery.course",
                    ),
                ),
                (
                    "status",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="delivery.statusentry",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_certificate",
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waiting", to="delivery.course"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waiting", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "delivery_waiting_place",
                "ordering": ["course_id", "joined_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CertificateRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("title_da", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("competences", models.JSONField(default=list)),
                ("attended_percent", models.PositiveSmallIntegerField(default=100)),
                ("knows", models.BooleanField(default=False)),
                ("shows_level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("months", models.PositiveSmallIntegerField(default=24)),
                ("renewal_touches", models.PositiveSmallIntegerField(default=1)),
                ("renewal_check", models.BooleanField(default=True)),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificate_rules",
                        to="delivery.course",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_certificate_rule",
                "ordering": ["course_id", "-first_day"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "first_day"), name="certificate_rule_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("attended_percent__gte", 1), ("attended_percent__lte", 100)),
                        name="attended_is_a_percentage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shows_level", None),
                            models.Q(("shows_level__gte", 1), ("shows_level__lte", 5)),
                            _connector="OR",
                        ),
                        name="shown_is_a_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatchUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cohort", models.PositiveIntegerField(blank=True, null=True)),
                ("why", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="catch_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="catch_ups", to="delivery.course"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_catch_up",
                "ordering": ["course_id", "made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "person"), name="one_catch_up_plan_in_a_course")
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254)),
                ("found_at", models.DateTimeField()),
                ("said", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dead_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_dead_address",
                "ordering": ["person_id", "address"],
                "constraints": [models.UniqueConstraint(fields=("person", "address"), name="an_address_is_dead_once")],
            },
        ),
        migrations.CreateModel(
            name="EarlierProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.CharField(max_length=200)),
                ("day", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("document", models.BinaryField(blank=True, null=True)),
                ("document_name", models.CharField(blank=True, max_length=200)),
                ("batch", models.UUIDField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_proofs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_proofs",
                        to="planning.programme",
                    ),
                ),
            ],
            options={
                "db_table": "delivery_earlier_proof",
                "ordering": ["programme_id", "person_id", "module", "pk"],
                "indexes": [models.Index(fields=["batch"], name="earlier_proof_batch")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "person", "module"), name="earlier_proof_of_a_module_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("last_fetched_on", models.DateField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_feed_address",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("person",),
                        name="one_feed_address_that_works",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KnowledgeCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("competences", models.JSONField(default=list)),
                ("questions", models.JSONField(default=list)),
                ("seed", models.PositiveBigIntegerField()),
                ("pass_mark", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.PositiveSmallIntegerField()),
                ("right", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("passed", models.BooleanField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="delivery.course"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="knowledge_checks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_knowledge_check",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("course", "person"),
                        name="one_check_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("passed", None), ("right", None)),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("passed__isnull", False),
                                ("right__isnull", False),
                                ("right__lte", models.F("asked")),
                            ),
                            _connector="OR",
                        ),
                        name="a_finished_check_has_a_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=150)),
                ("body", models.TextField()),
                ("edited_at", models.DateTimeField()),
                (
                    "edited_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="letter_texts", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_letter_text",
                "ordering": ["jobcentre_id", "letter", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("jobcentre", "letter", "language"), name="one_wording_of_a_letter")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("", "Nothing"), ("REQUEST", "Put it in or move it"), ("CANCEL", "Take it out")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits"),
                            ("gathered", "Waits for the day's digest"),
                            ("sending", "Being sent"),
                            ("handed", "Being handed over"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("bounced", "Came back"),
                            ("digested", "Sent in the day's digest"),
                            ("stopped", "Stopped by somebody"),
                            ("dropped", "Not sent: something newer took its place"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="delivery.course",
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gathered",
                        to="delivery.mail",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="delivery.invitation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "delivery_mail",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["state", "not_before"], name="mail_state_not_before")],
            },
        ),
        migrations.CreateModel(
            name="MaterialVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "Link"),
                            ("pdf", "PDF"),
                            ("docx", "Word document"),
                            ("pptx", "Presentation"),
                            ("xlsx", "Spreadsheet"),
                            ("png", "Picture (PNG)"),
                            ("jpg", "Picture (JPEG)"),
                        ],
                        max_length=4,
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("size", models.PositiveIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="delivery.material"
                    ),
                ),
            ],
            options={
                "db_table": "delivery_material_version",
                "ordering": ["material_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("material", "number"), name="one_version_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content", None), ("kind", "link"), models.Q(("link", ""), _negated=True)),
                            models.Q(
                                models.Q(("kind", "link"), _negated=True), ("content__isnull", False), ("link", "")
                            ),
                            _connector="OR",
                        ),
                        name="material_is_a_link_or_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cohort", models.PositiveIntegerField()),
                ("why", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Answered yes"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed"),
                            ("gone", "The seat is no longer there"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="delivery.course"
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seat_offers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_offer",
                "ordering": ["course_id", "made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("course", "person"),
                        name="one_open_offer_for_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("framework", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("document", models.JSONField(default=dict)),
                ("retired", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="own_questions", to="access.place"
                    ),
                ),
                (
                    "made_by",
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
                "db_table": "delivery_own_question",
                "ordering": ["framework", "key", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jobcentre", "framework", "key", "version"), name="one_wording_of_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cohort", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Has the seat"),
                            ("given-up", "Given up"),
                            ("moved-out", "No longer in the plan"),
                        ],
                        default="held",
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="delivery.course"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "delivery_seat",
                "ordering": ["course_id", "cohort", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held")), fields=("course", "person"), name="one_seat_in_a_course"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wanted",
                    models.CharField(
                        choices=[
                            ("join", "A seat"),
                            ("move", "Another cohort"),
                            ("swap", "To swap with a colleague"),
                            ("give-up", "To give up the seat"),
                        ],
                        max_length=8,
                    ),
                ),
                ("cohort", models.PositiveIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("colleague", "Waits for the colleague"),
                            ("manager", "Waits for the manager"),
                            ("replaced", "Until somebody takes the seat"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                            ("taken-back", "Taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seat_requests", to="delivery.course"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seat_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "delivery_seat_request",
                "ordering": ["course_id", "asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["colleague", "manager", "replaced"])),
                        fields=("course", "person"),
                        name="one_wish_about_a_seat_at_a_time",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(fields=("course", "cohort", "slot"), name="session_once_for_a_cohort"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))), name="session_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(fields=["person", "mark"], name="participation_person_mark"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("session", "person"), name="once_in_a_session"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("course", "person", "slot"), name="one_entry_for_a_part_of_a_course"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationasked",
            constraint=models.UniqueConstraint(
                fields=("session", "person", "moment"), name="asked_once_about_a_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("moment__in", ["at-once", "later"])), name="evaluation_answer_has_a_moment"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendancenote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)), fields=("participation",), name="one_open_note_about_a_mark"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["person", "done_at"], name="assignment_person_done"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("session", "person", "kind"), name="asked_once_for_a_session"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["state", "not_before"], name="statement_state_not_before"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("verb", "about"), name="stated_once"),
        ),
        migrations.AddConstraint(
            model_name="statusentry",
            constraint=models.UniqueConstraint(
                fields=("jobcentre", "number", "index"), name="place_in_a_status_list_once"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["jobcentre", "expires_on"], name="certificate_expires"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("issued_on"))), name="certificate_expires_after_issue"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)), fields=("course", "person"), name="one_place_in_a_waiting_list"
            ),
        ),
    ]

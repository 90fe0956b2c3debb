"""The tables of practice."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Sparring, observations that count, cases with branches, and the partner to practise with."""

    initial = True

    dependencies = [
        ("access", "0005_more_purposes"),
        ("calibration", "0004_why_a_licence_ended_and_what_a_wording_replaced"),
        ("method", "0003_removed_plans_and_goals_can_be_taken_back"),
        ("people", "0003_staff_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BranchingCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                (
                    "origin",
                    models.CharField(
                        choices=[("samklang", "Samklang's own"), ("own", "Written here")], default="own", max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being written"), ("published", "In use"), ("retired", "Put away")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title_da", models.CharField(max_length=120)),
                ("title_en", models.CharField(max_length=120)),
                ("difficulty", models.PositiveSmallIntegerField(default=1)),
                ("minutes", models.PositiveSmallIntegerField(default=8)),
                ("script", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branching_cases",
                        to="method.framework",
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="branching_cases", to="access.place"
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
            ],
            options={
                "db_table": "practice_branching_case",
                "ordering": ["framework_id", "difficulty", "key", "-revision"],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("what", models.CharField(blank=True, max_length=200)),
                ("indicators", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "Waits for consent"),
                            ("agreed", "Agreed to"),
                            ("declined", "Declined"),
                            ("rated", "Handed in"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="announced",
                        max_length=10,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("levels", models.JSONField(default=dict)),
                ("announced_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("rated_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observation",
                        to="method.assessment",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="method.edition"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="observations", to="people.employee"
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="observations", to="access.place"
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="observations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "practice_observation",
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PairingRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being prepared"), ("published", "Published"), ("dropped", "Dropped")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("min_licences", models.PositiveSmallIntegerField(default=1)),
                ("most_minutes", models.PositiveSmallIntegerField(default=60)),
                ("levels", models.JSONField(default=list)),
                ("unpaired", models.JSONField(default=dict)),
                ("paired_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairing_rounds",
                        to="method.framework",
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pairing_rounds", to="access.place"
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
            ],
            options={
                "db_table": "practice_pairing_round",
                "ordering": ["-first_day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PairingMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_focus", models.BooleanField(default=True)),
                ("most_as_partner", models.PositiveSmallIntegerField(default=1)),
                ("focus", models.JSONField(default=list)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairing_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="practice.pairinground"
                    ),
                ),
            ],
            options={
                "db_table": "practice_pairing_member",
                "ordering": ["round_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartnerSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partner_switch", to="access.place"
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
                "db_table": "practice_partner_switch",
                "ordering": ["jobcentre_id"],
            },
        ),
        migrations.CreateModel(
            name="Practised",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("card", "Role-play card"), ("exercise", "Micro-exercise")], max_length=10
                    ),
                ),
                ("framework", models.SlugField(max_length=60)),
                ("key", models.SlugField(max_length=80)),
                ("day", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practised",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "practice_practised",
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposedPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("half", models.CharField(max_length=2)),
                ("why", models.JSONField(default=list)),
                ("by_hand", models.BooleanField(default=False)),
                (
                    "focus_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pairs", to="practice.pairinground"
                    ),
                ),
            ],
            options={
                "db_table": "practice_proposed_pair",
                "ordering": ["round_id", "day", "half", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Sparring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("where", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Agreed"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("cancelled_because", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "focus_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sparrings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sparrings", to="method.framework"
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sparrings", to="access.place"
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
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sparrings_beside",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sparrings",
                        to="practice.pairinground",
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
                "db_table": "practice_sparring",
                "ordering": ["begins", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SparringEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=80, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                ("told", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sparring_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sparring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="practice.sparring"
                    ),
                ),
            ],
            options={
                "db_table": "practice_sparring_entry",
                "ordering": ["sparring_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SparringMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("written_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("letter", models.CharField(max_length=30)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("", "Nothing"), ("REQUEST", "Put it in or move it"), ("CANCEL", "Take it out")],
                        max_length=8,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("facts", models.JSONField(default=dict)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to="practice.sparringentry"
                    ),
                ),
            ],
            options={
                "db_table": "practice_sparring_mail",
                "ordering": ["-written_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SparringNotes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("focus", models.JSONField(default=list)),
                ("focus_words", models.CharField(blank=True, max_length=300)),
                ("sheet", models.JSONField(default=dict)),
                ("sheet_at", models.DateTimeField(blank=True, null=True)),
                ("phone_key", models.CharField(blank=True, max_length=40)),
                ("focus_says", models.CharField(blank=True, max_length=600)),
                ("agreements", models.JSONField(default=list)),
                ("after_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sparring",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="practice.sparring"
                    ),
                ),
            ],
            options={
                "db_table": "practice_sparring_notes",
                "ordering": ["sparring_id"],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("turns", models.JSONField(default=list)),
                ("feedback", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(choices=[("open", "Under way"), ("over", "Ended")], default="open", max_length=10),
                ),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="practice.branchingcase"
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="calibration.machine",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practice_talks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "practice_talk",
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Walk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.JSONField(default=list)),
                ("ending", models.SlugField(blank=True, max_length=60)),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="walks", to="practice.branchingcase"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="walks", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "practice_walk",
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="branchingcase",
            constraint=models.UniqueConstraint(fields=("framework", "key", "revision"), name="branching_revision_once"),
        ),
        migrations.AddConstraint(
            model_name="branchingcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("framework", "key"),
                name="one_branching_revision_in_use",
            ),
        ),
        migrations.AddConstraint(
            model_name="branchingcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("framework", "key"), name="one_branching_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="pairinground",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="pairing_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="pairingmember",
            constraint=models.UniqueConstraint(fields=("round", "person"), name="in_a_pairing_once"),
        ),
        migrations.AddConstraint(
            model_name="practised",
            constraint=models.UniqueConstraint(fields=("person", "kind", "key", "day"), name="practised_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.UniqueConstraint(fields=("round", "focus_person"), name="one_partner_for_each"),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_person", models.F("partner")), _negated=True),
                name="nobody_is_their_own_partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__in", ["am", "pm"])), name="pair_meets_on_a_half_day"
            ),
        ),
        migrations.AddIndex(
            model_name="sparring",
            index=models.Index(fields=["jobcentre", "begins"], name="sparring_of_jobcentre"),
        ),
        migrations.AddIndex(
            model_name="sparring",
            index=models.Index(fields=["partner", "begins"], name="sparring_of_partner"),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))), name="sparring_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_person", models.F("partner")), _negated=True), name="sparring_takes_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="sparringentry",
            constraint=models.UniqueConstraint(fields=("sparring", "person"), name="one_entry_of_a_sparring_each"),
        ),
        migrations.AddIndex(
            model_name="sparringmail",
            index=models.Index(fields=["state", "not_before"], name="sparring_mail_due"),
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(fields=["person", "begun_at"], name="talk_of_person"),
        ),
        migrations.AddIndex(
            model_name="walk",
            index=models.Index(fields=["person", "begun_at"], name="walk_of_person"),
        ),
    ]

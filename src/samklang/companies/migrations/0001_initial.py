"""Tables of the company door."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samklang.companies.models.entrance


class Migration(migrations.Migration):
    """One entrance for companies: enquiries, companies and their timeline, meetings, openings, hand-overs, the pulse."""

    initial = True

    dependencies = [
        ("access", "0004_purpose_of_skills"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cvr",
                    models.CharField(
                        blank=True, max_length=8, validators=[django.core.validators.RegexValidator("^([0-9]{8})?$")]
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("industry_code", models.CharField(blank=True, max_length=6)),
                ("industry", models.CharField(blank=True, max_length=200)),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("farming", "Farming, forestry and fishing"),
                            ("industry", "Industry and supply"),
                            ("building", "Building and construction"),
                            ("trade", "Shops and wholesale"),
                            ("transport", "Transport and storage"),
                            ("hospitality", "Hotels and restaurants"),
                            ("information", "Information and communication"),
                            ("finance", "Finance and property"),
                            ("knowledge", "Consulting, research and technical services"),
                            ("operations", "Cleaning, temps and other operations"),
                            ("public", "Public administration"),
                            ("education", "Education"),
                            ("health", "Health and social care"),
                            ("culture", "Culture and leisure"),
                            ("other", "Other services"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("employees", models.PositiveIntegerField(blank=True, null=True)),
                ("employees_most", models.PositiveIntegerField(blank=True, null=True)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("town", models.CharField(blank=True, max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.CharField(blank=True, max_length=200)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Danish"),
                            ("en", "English"),
                            ("de", "German"),
                            ("pl", "Polish"),
                            ("uk", "Ukrainian"),
                        ],
                        default="da",
                        max_length=2,
                    ),
                ),
                ("protected", models.BooleanField(default=False)),
                ("ceased_on", models.DateField(blank=True, null=True)),
                ("about", models.TextField(blank=True)),
                ("owned_since", models.DateField(blank=True, null=True)),
                ("found_by", models.TextField(blank=True)),
                ("register_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="companies.company",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="companies", to="access.place"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="companies_owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "companies_company",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="company_claims",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="companies.company"
                    ),
                ),
            ],
            options={
                "db_table": "companies_claim",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CompanyContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Danish"),
                            ("en", "English"),
                            ("de", "German"),
                            ("pl", "Polish"),
                            ("uk", "Ukrainian"),
                        ],
                        default="da",
                        max_length=2,
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="companies.company"
                    ),
                ),
            ],
            options={
                "db_table": "companies_contact",
                "ordering": ["company_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DifferentCompanies",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="different_after",
                        to="companies.company",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="different_before",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "db_table": "companies_different",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=12, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Web form"),
                            ("mail", "E-mail"),
                            ("phone", "Telephone"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit to the company"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Nobody has it yet"),
                            ("owned", "Waits for an answer"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("junk", "Not an enquiry"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("recruit", "Find new staff"),
                            ("hours", "Fill some hours a week"),
                            ("placement", "Take somebody for a short placement"),
                            ("subsidy", "Wage subsidy"),
                            ("flexi", "Flexi-job"),
                            ("keep", "Keep a member of staff who is ill"),
                            ("train", "Train staff or take an apprentice"),
                            ("dismiss", "Dismissals"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("farming", "Farming, forestry and fishing"),
                            ("industry", "Industry and supply"),
                            ("building", "Building and construction"),
                            ("trade", "Shops and wholesale"),
                            ("transport", "Transport and storage"),
                            ("hospitality", "Hotels and restaurants"),
                            ("information", "Information and communication"),
                            ("finance", "Finance and property"),
                            ("knowledge", "Consulting, research and technical services"),
                            ("operations", "Cleaning, temps and other operations"),
                            ("public", "Public administration"),
                            ("education", "Education"),
                            ("health", "Health and social care"),
                            ("culture", "Culture and leisure"),
                            ("other", "Other services"),
                            ("unknown", "Not known"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Danish"),
                            ("en", "English"),
                            ("de", "German"),
                            ("pl", "Polish"),
                            ("uk", "Ukrainian"),
                        ],
                        default="da",
                        max_length=2,
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("from_company", models.CharField(blank=True, max_length=200)),
                ("from_cvr", models.CharField(blank=True, max_length=8)),
                ("from_postcode", models.CharField(blank=True, max_length=10)),
                ("from_name", models.CharField(blank=True, max_length=120)),
                ("from_phone", models.CharField(blank=True, max_length=40)),
                ("from_email", models.EmailField(blank=True, max_length=254)),
                ("received_at", models.DateTimeField()),
                ("promise_hours", models.DecimalField(decimal_places=1, max_digits=4)),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("again_at", models.DateTimeField(blank=True, null=True)),
                ("again_due_at", models.DateTimeField(blank=True, null=True)),
                ("masked", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("look_because", models.CharField(blank=True, max_length=20)),
                ("closed_because", models.CharField(blank=True, max_length=200)),
                ("receipt_at", models.DateTimeField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enquiries",
                        to="companies.company",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enquiries",
                        to="companies.companycontact",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enquiries_owned",
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
                "db_table": "companies_enquiry",
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=30)),
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="company_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="companies.enquiry"
                    ),
                ),
            ],
            options={
                "db_table": "companies_assignment",
                "ordering": ["enquiry_id", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Entrance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("mail_address", models.EmailField(blank=True, max_length=254)),
                ("is_open", models.BooleanField(default=True)),
                ("promise_hours", models.DecimalField(decimal_places=1, default=Decimal("7.5"), max_digits=4)),
                ("week", models.JSONField(default=samklang.companies.models.entrance.ordinary_week)),
                ("closed_constitution_day", models.BooleanField(default=True)),
                ("closed_24_december", models.BooleanField(default=True)),
                ("closed_31_december", models.BooleanField(default=True)),
                ("guard_days", models.PositiveSmallIntegerField(default=14)),
                ("claim_hours", models.PositiveSmallIntegerField(default=24)),
                ("pulse_on", models.BooleanField(default=False)),
                ("pulse_gap_days", models.PositiveSmallIntegerField(default=90)),
                (
                    "fallback_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="access.place",
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.place"),
                ),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entrance", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "companies_entrance",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="enquiry",
            name="entrance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="enquiries", to="companies.entrance"
            ),
        ),
        migrations.CreateModel(
            name="CompanyMail",
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
                ("letter", models.CharField(max_length=40)),
                ("to_name", models.CharField(blank=True, max_length=120)),
                ("to_email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("in_reply_to", models.CharField(blank=True, max_length=300)),
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
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mails",
                        to="companies.company",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="companies.enquiry",
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to="companies.entrance"
                    ),
                ),
            ],
            options={
                "db_table": "companies_mail",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FormSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_key", models.CharField(max_length=64, unique=True)),
                ("address_key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forms_sent",
                        to="companies.enquiry",
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forms_sent", to="companies.entrance"
                    ),
                ),
            ],
            options={
                "db_table": "companies_form_sent",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GuardOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("reasons", models.JSONField(default=list)),
                ("went_on", models.BooleanField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guard_outcomes",
                        to="companies.company",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "companies_guard_outcome",
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("leave", "Leave"),
                            ("leaving", "Leaves the jobcentre"),
                            ("moved", "Other division of companies"),
                        ],
                        max_length=8,
                    ),
                ),
                ("first_day", models.DateField()),
                ("back_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("sent", "Waits for receipt"),
                            ("done", "Received"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_overs",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="access.place"),
                ),
            ],
            options={
                "db_table": "companies_hand_over",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField(blank=True)),
                ("tell_company", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits for receipt"), ("received", "Received"), ("declined", "Sent back")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=300)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("moved_at", models.DateTimeField(blank=True, null=True)),
                ("moved", models.JSONField(default=dict)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_over_items",
                        to="companies.company",
                    ),
                ),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="companies.handover"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handed_to",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "companies_hand_over_item",
                "ordering": ["hand_over_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("register", "From the public register (CVR)"), ("sheet", "A spreadsheet")],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Waits for approval"),
                            ("loading", "Being loaded"),
                            ("done", "Loaded"),
                            ("undone", "Undone"),
                        ],
                        default="read",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=dict)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="company_loads", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "companies_load",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "Web form"),
                            ("mail", "E-mail"),
                            ("phone", "Telephone"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit to the company"),
                        ],
                        default="meeting",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("where", models.CharField(blank=True, max_length=200)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("sheet", models.JSONField(default=dict)),
                ("sheet_at", models.DateTimeField(blank=True, null=True)),
                ("notes", models.JSONField(default=dict)),
                ("minutes", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("no_step_because", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="companies.company"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="company_meetings",
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
                "db_table": "companies_meeting",
                "ordering": ["begins", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="companies.companycontact"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="companies.meeting"
                    ),
                ),
            ],
            options={
                "db_table": "companies_meeting_contact",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="contacts",
            field=models.ManyToManyField(
                blank=True, related_name="meetings", through="companies.MeetingContact", to="companies.companycontact"
            ),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("moved", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merges_away", to="companies.company"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merges", to="companies.company"
                    ),
                ),
            ],
            options={
                "db_table": "companies_merge",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300)),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="companies.company"
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="steps",
                        to="companies.enquiry",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="steps",
                        to="companies.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="company_steps",
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
                "db_table": "companies_step",
                "ordering": ["due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ObserverAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("focus", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("yes", "Comes along"), ("no", "Cannot come")],
                        default="asked",
                        max_length=6,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="observers", to="companies.meeting"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="company_meetings_observed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "companies_observer",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(max_length=200)),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="companies.enquiry"
                    ),
                ),
            ],
            options={
                "db_table": "companies_pause",
                "ordering": ["enquiry_id", "begins", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PulseAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.CharField(max_length=6)),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "understood",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=6
                    ),
                ),
                ("in_time", models.BooleanField(null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulse_answers",
                        to="companies.entrance",
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
                "db_table": "companies_pulse_answer",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PulseAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_key", models.CharField(max_length=64)),
                ("token_key", models.CharField(max_length=64, unique=True)),
                ("in_time", models.BooleanField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("answered", models.BooleanField(default=False)),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulses_asked",
                        to="companies.company",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulses_asked",
                        to="companies.enquiry",
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulses_asked",
                        to="companies.entrance",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulses_asked",
                        to="companies.meeting",
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
                "db_table": "companies_pulse_asked",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReceivedMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=300)),
                ("from_name", models.CharField(blank=True, max_length=120)),
                ("from_email", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("left_out", models.CharField(blank=True, max_length=20)),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received",
                        to="companies.enquiry",
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="received", to="companies.entrance"
                    ),
                ),
            ],
            options={
                "db_table": "companies_received_mail",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("kind", models.CharField(blank=True, max_length=4)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("size", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(choices=[("kept", "Kept on file"), ("refused", "Not kept")], max_length=8)),
                ("refused_because", models.CharField(blank=True, max_length=20)),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="companies.enquiry"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="companies.receivedmail",
                    ),
                ),
            ],
            options={
                "db_table": "companies_attachment",
                "ordering": ["enquiry_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("farming", "Farming, forestry and fishing"),
                            ("industry", "Industry and supply"),
                            ("building", "Building and construction"),
                            ("trade", "Shops and wholesale"),
                            ("transport", "Transport and storage"),
                            ("hospitality", "Hotels and restaurants"),
                            ("information", "Information and communication"),
                            ("finance", "Finance and property"),
                            ("knowledge", "Consulting, research and technical services"),
                            ("operations", "Cleaning, temps and other operations"),
                            ("public", "Public administration"),
                            ("education", "Education"),
                            ("health", "Health and social care"),
                            ("culture", "Culture and leisure"),
                            ("other", "Other services"),
                            ("unknown", "Not known"),
                        ],
                        max_length=12,
                    ),
                ),
                ("postcodes", models.CharField(blank=True, max_length=200)),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recruit", "Find new staff"),
                            ("hours", "Fill some hours a week"),
                            ("placement", "Take somebody for a short placement"),
                            ("subsidy", "Wage subsidy"),
                            ("flexi", "Flexi-job"),
                            ("keep", "Keep a member of staff who is ill"),
                            ("train", "Train staff or take an apprentice"),
                            ("dismiss", "Dismissals"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("da", "Danish"),
                            ("en", "English"),
                            ("de", "German"),
                            ("pl", "Polish"),
                            ("uk", "Ukrainian"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="companies.entrance"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routing_rules",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="access.place",
                    ),
                ),
            ],
            options={
                "db_table": "companies_routing_rule",
                "ordering": ["entrance_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SelfReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("framework", models.CharField(max_length=40)),
                ("edition", models.PositiveIntegerField()),
                ("levels", models.JSONField(default=dict)),
                ("next_time", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="self_review", to="companies.meeting"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="company_self_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "companies_self_review",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "p_number",
                    models.CharField(
                        blank=True, max_length=10, validators=[django.core.validators.RegexValidator("^([0-9]{10})?$")]
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("town", models.CharField(blank=True, max_length=80)),
                ("industry_code", models.CharField(blank=True, max_length=6)),
                ("industry", models.CharField(blank=True, max_length=200)),
                ("employees", models.PositiveIntegerField(blank=True, null=True)),
                ("ceased_on", models.DateField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="companies.company"
                    ),
                ),
            ],
            options={
                "db_table": "companies_site",
                "ordering": ["company_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("job", "Ordinary job"),
                            ("hours", "Ordinary hours, a few a week"),
                            ("placement", "Placement"),
                            ("flexi", "Flexi-job"),
                            ("subsidy", "Job with wage subsidy"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("filled", "Filled, not begun"),
                            ("running", "Running"),
                            ("ended", "Ended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("places", models.PositiveSmallIntegerField(default=1)),
                ("weekly_hours", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("deadline", models.DateField(blank=True, null=True)),
                ("first_day", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                ("follow_up_on", models.DateField(blank=True, null=True)),
                ("case_reference", models.CharField(blank=True, max_length=40)),
                ("vitas", models.URLField(blank=True, max_length=300)),
                ("path_to_hours", models.CharField(blank=True, max_length=300)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paid", "Ordinary paid hours"),
                            ("longer", "A longer agreement of the same kind"),
                            ("nothing", "No paid hours"),
                            ("unknown", "Not known"),
                        ],
                        max_length=8,
                    ),
                ),
                ("paid_hours", models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="companies.company"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="openings",
                        to="companies.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="openings_owned",
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
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="openings",
                        to="companies.site",
                    ),
                ),
            ],
            options={
                "db_table": "companies_opening",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="meetings",
                to="companies.site",
            ),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enquiry", "Enquiry"),
                            ("contact", "Contact"),
                            ("meeting", "Meeting"),
                            ("agreement", "Agreement made"),
                            ("step", "Next step"),
                            ("opening", "Opening"),
                            ("note", "Note"),
                            ("owner", "Owner"),
                            ("register", "Register"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("web", "Web form"),
                            ("mail", "E-mail"),
                            ("phone", "Telephone"),
                            ("meeting", "Meeting"),
                            ("visit", "Visit to the company"),
                        ],
                        max_length=8,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("told", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="company_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="companies.company"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to="companies.companycontact",
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="companies.enquiry",
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
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="companies.meeting",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="companies.nextstep",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="companies.opening",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="companies.site",
                    ),
                ),
            ],
            options={
                "db_table": "companies_entry",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="companycontact",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="contacts",
                to="companies.site",
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(fields=["municipality", "name"], name="company_name"),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(fields=["municipality", "sector"], name="company_sector"),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                models.F("municipality"),
                models.Func(models.F("found_by"), function="SUBSTR", template="%(function)s(%(expressions)s, 1, 60)"),
                models.F("id"),
                name="company_by_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("cvr", ""), _negated=True), ("merged_into__isnull", True)),
                fields=("municipality", "cvr"),
                name="cvr_once_in_a_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner__isnull", False), ("owned_since__isnull", True), _connector="OR"),
                name="owned_since_needs_an_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at__isnull", True)),
                fields=("company", "person"),
                name="one_claim_of_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="differentcompanies",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="different_companies_once"),
        ),
        migrations.AddConstraint(
            model_name="differentcompanies",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="different_companies_in_their_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="entrance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mail_address", ""), _negated=True),
                fields=("mail_address",),
                name="mail_address_leads_to_one_entrance",
            ),
        ),
        migrations.AddConstraint(
            model_name="entrance",
            constraint=models.CheckConstraint(
                condition=models.Q(("promise_hours__gt", 0)), name="promise_is_longer_than_nothing"
            ),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["entrance", "state", "due_at"], name="enquiry_queue"),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["company", "received_at"], name="enquiry_of_company"),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["owner", "state"], name="enquiry_of_owner"),
        ),
        migrations.AddIndex(
            model_name="companymail",
            index=models.Index(fields=["state", "not_before"], name="company_mail_state"),
        ),
        migrations.AddIndex(
            model_name="formsent",
            index=models.Index(fields=["entrance", "at"], name="form_sent_lately"),
        ),
        migrations.AddIndex(
            model_name="guardoutcome",
            index=models.Index(fields=["team", "day"], name="guard_outcome_of_team"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("giver",), name="one_hand_over_is_prepared_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveritem",
            constraint=models.UniqueConstraint(fields=("hand_over", "company"), name="company_once_in_a_hand_over"),
        ),
        migrations.AddConstraint(
            model_name="meetingcontact",
            constraint=models.UniqueConstraint(fields=("meeting", "contact"), name="contact_once_at_a_meeting"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True),
                name="a_company_is_not_merged_into_itself",
            ),
        ),
        migrations.AddIndex(
            model_name="nextstep",
            index=models.Index(fields=["company", "state", "due"], name="step_of_company"),
        ),
        migrations.AddIndex(
            model_name="nextstep",
            index=models.Index(fields=["owner", "state", "due"], name="step_of_owner"),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="step_is_settled_or_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="observerasked",
            constraint=models.UniqueConstraint(fields=("meeting", "person"), name="observer_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends__isnull", True)), fields=("enquiry",), name="one_pause_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gte", models.F("begins")), _connector="OR"),
                name="pause_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="pulseanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 10)), name="pulse_is_from_one_to_ten"
            ),
        ),
        migrations.AddIndex(
            model_name="pulseasked",
            index=models.Index(fields=["address_key", "asked_at"], name="pulse_address"),
        ),
        migrations.AddConstraint(
            model_name="receivedmail",
            constraint=models.UniqueConstraint(fields=("entrance", "message_id"), name="mail_is_received_once"),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("team__isnull", False)),
                    models.Q(("person__isnull", False), ("team__isnull", True)),
                    _connector="OR",
                ),
                name="rule_leads_to_a_team_or_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(fields=["p_number"], name="site_p_number"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                condition=models.Q(("p_number", ""), _negated=True),
                fields=("company", "p_number"),
                name="p_number_once_in_a_company",
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["company", "state"], name="opening_of_company"),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["state", "follow_up_on"], name="opening_follow_up"),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("first_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    _connector="OR",
                ),
                name="opening_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), _negated=True),
                    models.Q(("result", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_has_ended_has_a_result",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["company", "state", "begins"], name="meeting_of_company"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["holder", "begins"], name="meeting_of_holder"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))), name="meeting_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["company", "-at", "-id"], name="entry_of_company"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "at"], name="entry_kind_at"),
        ),
        migrations.AddIndex(
            model_name="companycontact",
            index=models.Index(fields=["email"], name="contact_email"),
        ),
    ]

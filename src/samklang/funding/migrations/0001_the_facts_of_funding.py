"""The facts of funding."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0005_more_purposes"),
        ("delivery", "0001_initial"),
        ("planning", "0002_a_drawn_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160)),
                ("purpose", models.TextField(blank=True, max_length=4000)),
                ("theme", models.CharField(blank=True, max_length=200)),
                ("target_group", models.TextField(blank=True, max_length=2000)),
                ("staff", models.PositiveIntegerField(blank=True, null=True)),
                ("method", models.TextField(blank=True, max_length=6000)),
                ("activities", models.TextField(blank=True, max_length=6000)),
                ("time_plan", models.TextField(blank=True, max_length=4000)),
                ("theory", models.TextField(blank=True, max_length=6000)),
                ("evaluation", models.TextField(blank=True, max_length=4000)),
                ("partners", models.TextField(blank=True, max_length=2000)),
                ("grantee", models.CharField(blank=True, max_length=160)),
                ("begins", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                ("portal_number", models.CharField(blank=True, max_length=60)),
                ("case_reference", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("terms", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=500)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="applications", to="access.place"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="applications",
                        to="planning.programme",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signatory",
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
                "db_table": "funding_application",
                "ordering": ["jobcentre_id", "-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("agreed_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="budgets", to="funding.application"
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
                "db_table": "funding_budget",
                "ordering": ["application_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "heading",
                    models.CharField(
                        choices=[
                            ("wages", "Wages and salaries"),
                            ("external", "External consultants and trainers"),
                            ("materials", "Materials and information"),
                            ("transport", "Transport, travel and accommodation"),
                            ("rent", "Rent of premises"),
                            ("administration", "Administration of the project"),
                            ("evaluation", "Evaluation of the project"),
                            ("audit", "Audit"),
                            ("equipment", "Equipment and furniture"),
                            ("other", "Other costs"),
                        ],
                        max_length=16,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=12)),
                ("unit_price_ore", models.BigIntegerField()),
                ("own_ore", models.BigIntegerField(default=0)),
                ("funder_ore", models.BigIntegerField(default=0)),
                (
                    "vat",
                    models.CharField(
                        choices=[
                            ("none", "No VAT on it"),
                            ("refunded", "VAT is refunded, and is not charged to the grant"),
                            ("borne", "VAT is borne finally, and is a cost of the project"),
                        ],
                        default="refunded",
                        max_length=8,
                    ),
                ),
                ("activity", models.CharField(blank=True, max_length=120)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="funding.budget"
                    ),
                ),
            ],
            options={
                "db_table": "funding_budget_line",
                "ordering": ["budget_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("indicator", models.CharField(max_length=300)),
                ("metric", models.CharField(blank=True, max_length=60)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("method", models.CharField(blank=True, max_length=500)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reached", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("reached_note", models.CharField(blank=True, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="funding.application"
                    ),
                ),
            ],
            options={
                "db_table": "funding_criterion",
                "ordering": ["application_id", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="funding_documents", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "funding_document",
                "ordering": ["jobcentre_id", "-added_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=120)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="funding.application",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachment", to="funding.document"
                    ),
                ),
            ],
            options={
                "db_table": "funding_attachment",
                "ordering": ["application_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_number", models.CharField(max_length=60)),
                ("awarded_ore", models.BigIntegerField()),
                ("awarded_on", models.DateField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("terms", models.JSONField(default=dict)),
                ("promised_staff", models.PositiveIntegerField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grant", to="funding.application"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.document",
                    ),
                ),
            ],
            options={
                "db_table": "funding_grant",
                "ordering": ["-begins", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("met_note", models.CharField(blank=True, max_length=300)),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="funding.grant"
                    ),
                ),
            ],
            options={
                "db_table": "funding_condition",
                "ordering": ["grant_id", "due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300)),
                ("why", models.TextField(max_length=2000)),
                ("old_end", models.DateField()),
                ("new_end", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent to the funder"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=500)),
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
                    "new_budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="funding.budget",
                    ),
                ),
                (
                    "old_budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funding.budget"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="funding.grant"
                    ),
                ),
            ],
            options={
                "db_table": "funding_change_request",
                "ordering": ["grant_id", "-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HourlyRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("rate_ore", models.BigIntegerField()),
                ("first_day", models.DateField()),
                ("basis", models.CharField(blank=True, max_length=300)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rates", to="funding.grant"
                    ),
                ),
            ],
            options={
                "db_table": "funding_hourly_rate",
                "ordering": ["grant_id", "name", "first_day"],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(blank=True, null=True)),
                ("amount_ore", models.BigIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="instalments", to="funding.grant"
                    ),
                ),
            ],
            options={
                "db_table": "funding_instalment",
                "ordering": ["grant_id", "due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("status", "Status report"), ("final", "Final report"), ("accounts", "Accounts")],
                        max_length=8,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(choices=[("draft", "Draft"), ("sent", "Sent")], default="draft", max_length=5),
                ),
                ("activities", models.TextField(blank=True, max_length=6000)),
                ("deviations", models.TextField(blank=True, max_length=6000)),
                ("learnt", models.TextField(blank=True, max_length=6000)),
                ("next_steps", models.TextField(blank=True, max_length=6000)),
                ("figures", models.JSONField(default=dict)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("signed_by", models.CharField(blank=True, max_length=160)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="funding.grant"
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
                    "sent_by",
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
                "db_table": "funding_report",
                "ordering": ["grant_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=160)),
                ("funder", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State pool"),
                            ("regional", "Regional pool"),
                            ("fund", "Competence fund"),
                            ("own", "Own budget"),
                            ("joint", "Joint project"),
                        ],
                        max_length=8,
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=60)),
                ("region", models.CharField(blank=True, max_length=80)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("applicants", models.CharField(blank=True, max_length=300)),
                ("target_groups", models.CharField(blank=True, max_length=300)),
                ("terms", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schemes", to="access.place"
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
                "db_table": "funding_scheme",
                "ordering": ["jobcentre_id", "name", "first_day", "pk"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="funding.scheme"
            ),
        ),
        migrations.CreateModel(
            name="SchemeRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("decision_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="funding.scheme"
                    ),
                ),
            ],
            options={
                "db_table": "funding_scheme_round",
                "ordering": ["scheme_id", "closes_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="applications",
                to="funding.schemeround",
            ),
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cost", "Cost"),
                            ("credit_note", "Credit note"),
                            ("own_hours", "Own hours"),
                            ("instalment", "Instalment received"),
                            ("payback", "Paid back to the funder"),
                            ("counter", "Counter-entry"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField()),
                ("text", models.CharField(max_length=200)),
                ("supplier", models.CharField(blank=True, max_length=160)),
                ("supplier_reference", models.CharField(blank=True, max_length=80)),
                ("gross_ore", models.BigIntegerField(default=0)),
                ("vat_ore", models.BigIntegerField(default=0)),
                (
                    "vat",
                    models.CharField(
                        choices=[
                            ("none", "No VAT on it"),
                            ("refunded", "VAT is refunded, and is not charged to the grant"),
                            ("borne", "VAT is borne finally, and is a cost of the project"),
                        ],
                        default="none",
                        max_length=8,
                    ),
                ),
                ("activity", models.CharField(blank=True, max_length=120)),
                ("basis", models.JSONField(default=dict)),
                ("entered_at", models.DateTimeField()),
                ("attested_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "counters",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countered_by",
                        to="funding.voucher",
                    ),
                ),
                (
                    "credits",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_notes",
                        to="funding.voucher",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="funding.document",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instalment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="funding.instalment",
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vouchers", to="access.place"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="delivery.session",
                    ),
                ),
            ],
            options={
                "db_table": "funding_voucher",
                "ordering": ["jobcentre_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("cost", "Costs of the project"),
                            ("payable", "Owed to suppliers"),
                            ("bank", "Bank"),
                            ("co_funding", "Co-funding of our own"),
                            ("grant_receivable", "Owed by the funder"),
                            ("grant_income", "Income from the grant"),
                            ("vat_receivable", "VAT to be got back"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wages", "Wages and salaries"),
                            ("external", "External consultants and trainers"),
                            ("materials", "Materials and information"),
                            ("transport", "Transport, travel and accommodation"),
                            ("rent", "Rent of premises"),
                            ("administration", "Administration of the project"),
                            ("evaluation", "Evaluation of the project"),
                            ("audit", "Audit"),
                            ("equipment", "Equipment and furniture"),
                            ("other", "Other costs"),
                        ],
                        max_length=16,
                    ),
                ),
                ("ore", models.BigIntegerField()),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="funding.grant",
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="funding.voucher"
                    ),
                ),
            ],
            options={
                "db_table": "funding_posting",
                "ordering": ["voucher_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120)),
                (
                    "source",
                    models.CharField(
                        choices=[("plan", "The published plan"), ("hand", "Written by hand")], max_length=4
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        choices=[
                            ("wages", "Wages and salaries"),
                            ("external", "External consultants and trainers"),
                            ("materials", "Materials and information"),
                            ("transport", "Transport, travel and accommodation"),
                            ("rent", "Rent of premises"),
                            ("administration", "Administration of the project"),
                            ("evaluation", "Evaluation of the project"),
                            ("audit", "Audit"),
                            ("equipment", "Equipment and furniture"),
                            ("other", "Other costs"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("ore", models.BigIntegerField()),
                ("day", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_by_hand", models.BooleanField(default=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="commitments", to="funding.grant"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="settles",
                        to="funding.voucher",
                    ),
                ),
            ],
            options={
                "db_table": "funding_commitment",
                "ordering": ["grant_id", "day", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(fields=("application", "number"), name="budget_number_once"),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("funder_ore__gte", 0), ("own_ore__gte", 0), ("quantity__gte", 0), ("unit_price_ore__gte", 0)
                ),
                name="budget_line_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("awarded_ore__gte", 0)), name="award_is_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gte", models.F("begins"))), name="funding_grant_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="hourlyrate",
            constraint=models.UniqueConstraint(fields=("grant", "name", "first_day"), name="rate_once_from_a_day"),
        ),
        migrations.AddConstraint(
            model_name="hourlyrate",
            constraint=models.CheckConstraint(condition=models.Q(("rate_ore__gt", 0)), name="rate_is_above_none"),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_ore__gt", 0)), name="instalment_is_above_none"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("grant", "number"), name="report_number_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="report_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", True), ("sha256", ""), ("state", "draft")),
                    models.Q(("sent_at__isnull", False), ("state", "sent"), models.Q(("sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="sent_report_has_its_checksum",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(fields=("jobcentre", "key", "first_day"), name="scheme_once_from_a_day"),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="scheme_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_at__isnull", True),
                    ("opens_at__isnull", True),
                    ("closes_at__gt", models.F("opens_at")),
                    _connector="OR",
                ),
                name="round_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins__isnull", True), ("ends__isnull", True), ("ends__gte", models.F("begins")), _connector="OR"
                ),
                name="application_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", True), ("state", "draft")),
                    ("state", "withdrawn"),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="application_is_answered_only_when_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.UniqueConstraint(fields=("jobcentre", "number"), name="voucher_number_once"),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counters__isnull", False), ("kind", "counter")),
                    models.Q(models.Q(("kind", "counter"), _negated=True), ("counters__isnull", True)),
                    _connector="OR",
                ),
                name="counter_entry_says_what_it_counters",
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["grant", "account", "heading"], name="posting_grant_account"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(fields=("voucher", "position"), name="posting_once_at_a_place"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ore", 0), _negated=True), name="posting_is_not_nought"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account", "cost"), models.Q(("heading", ""), _negated=True)),
                    models.Q(models.Q(("account", "cost"), _negated=True), ("heading", "")),
                    _connector="OR",
                ),
                name="costs_and_only_costs_have_a_heading",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(fields=("grant", "source", "key"), name="commitment_once"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(condition=models.Q(("ore__gte", 0)), name="commitment_is_not_negative"),
        ),
    ]

"""Notices before staff are measured, requests to correct, and how long a municipality keeps what."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three tables; nothing is filled in: without rows the product's own retention holds and nothing is measured."""

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what_is_wrong", models.TextField(max_length=2000)),
                ("what_is_right", models.TextField(max_length=2000)),
                ("asked_at", models.DateTimeField()),
                ("last_day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                        related_name="corrections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="access.place"
                    ),
                ),
            ],
            options={
                "db_table": "access_correction",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [models.Index(fields=["place", "state"], name="correction_place_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "withdrawn"]),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="correction_is_answered_with_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("observation", "Observation and feedback on conversations and meetings"),
                            ("self-review", "Own review after conversations, shown as trends of groups"),
                            ("citizen-feedback", "Citizens' answers about conversations, shown for groups"),
                            ("company-pulse", "Companies' answers after contact, shown for groups"),
                            ("knowledge", "Knowledge checks in courses"),
                            ("calibration", "Agreement between those who rate cases"),
                            ("spread", "How much the practice differs between members of staff, without names"),
                            ("outcomes", "Results for citizens and companies beside who was trained, without names"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField(blank=True, max_length=1000)),
                ("data", models.TextField(blank=True, max_length=1000)),
                ("handling", models.TextField(blank=True, max_length=1000)),
                ("works_council_day", models.DateField(blank=True, null=True)),
                ("first_day", models.DateField(blank=True, null=True)),
                ("announced_day", models.DateField(blank=True, null=True)),
                ("notice_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("withdrawn_day", models.DateField(blank=True, null=True)),
                (
                    "announced_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="access.place"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "access_notice",
                "ordering": ["jobcentre_id", "purpose", "-pk"],
                "indexes": [models.Index(fields=["jobcentre", "purpose"], name="notice_purpose")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_day__isnull", True),
                            models.Q(
                                ("first_day__isnull", False),
                                ("notice_days__isnull", False),
                                ("works_council_day__isnull", False),
                                models.Q(("why", ""), _negated=True),
                                models.Q(("data", ""), _negated=True),
                                models.Q(("handling", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_is_complete_when_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_day__isnull", True), ("announced_day__isnull", False), _connector="OR"
                        ),
                        name="only_an_announced_notice_is_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=40)),
                ("days", models.PositiveIntegerField()),
                ("ground", models.TextField(max_length=500)),
                ("first_day", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="retention_rules", to="access.place"
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
                "db_table": "access_retention_rule",
                "ordering": ["municipality_id", "what", "-first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "what", "first_day"), name="one_retention_rule_a_day"
                    )
                ],
            },
        ),
    ]

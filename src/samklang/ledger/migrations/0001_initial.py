"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("write", "Change"), ("read", "Reading")], max_length=5)),
                ("deed", models.SlugField(db_index=False, max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("subject_type", models.CharField(blank=True, max_length=60)),
                ("subject_id", models.CharField(blank=True, max_length=40)),
                ("about_id", models.BigIntegerField(null=True)),
                ("place_id", models.BigIntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("origin", models.CharField(blank=True, max_length=45)),
                ("details", models.JSONField(default=dict)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "db_table": "ledger_entry",
                "ordering": ["-number"],
                "indexes": [
                    models.Index(fields=["about_id", "-number"], name="ledger_about"),
                    models.Index(fields=["actor_id", "-number"], name="ledger_actor"),
                    models.Index(fields=["place_id", "-number"], name="ledger_place"),
                    models.Index(fields=["deed", "-number"], name="ledger_deed"),
                    models.Index(fields=["at"], name="ledger_at"),
                ],
            },
        ),
    ]

"""A role-play tells what somebody can show; real work what they do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Observations say what was observed; those from before were of real work."""

    dependencies = [
        ("practice", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="observation",
            name="setting",
            field=models.CharField(
                choices=[("real", "A real conversation or meeting"), ("role-play", "A role-play by a card")],
                default="real",
                max_length=9,
            ),
        ),
    ]

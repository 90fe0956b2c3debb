"""Whether somebody has been shown around."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty for everybody there is: the tour is offered to them once too."""

    dependencies = [
        ("access", "0005_more_purposes"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="tour_ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

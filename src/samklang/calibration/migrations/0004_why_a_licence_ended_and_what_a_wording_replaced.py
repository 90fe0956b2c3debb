"""Why a licence was taken back, and what a wording took the place of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The person reads why; a settled wording can be undone."""

    dependencies = [
        ("calibration", "0003_ratings_licences_and_points"),
    ]

    operations = [
        migrations.AddField(
            model_name="licence",
            name="ended_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="point",
            name="before_da",
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name="point",
            name="before_en",
            field=models.TextField(blank=True, max_length=2000),
        ),
    ]

"""A version of the rules can come from a draw by lot."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more origin of a version."""

    dependencies = [("planning", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="version",
            name="origin",
            field=models.CharField(
                choices=[
                    ("workbook", "Workbook"),
                    ("register", "Staff register"),
                    ("form", "Typed"),
                    ("way-out", "Way out"),
                    ("earlier", "Earlier version"),
                    ("changes", "Changes after the plan"),
                    ("draw", "Draw by lot"),
                ],
                max_length=10,
            ),
        ),
    ]

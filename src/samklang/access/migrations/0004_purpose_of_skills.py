"""A notice can be given of judging skills for the appraisal talk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One purpose more."""

    dependencies = [
        ("access", "0003_tokens_and_directory_entries"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("observation", "Observation and feedback on conversations and meetings"),
                    ("self-review", "Own review after conversations, shown as trends of groups"),
                    ("citizen-feedback", "Citizens' answers about conversations, shown for groups"),
                    ("company-pulse", "Companies' answers after contact, shown for groups"),
                    ("knowledge", "Knowledge checks in courses"),
                    ("calibration", "Agreement between those who rate cases"),
                    ("skills", "Skills as staff and managers judge them, for the appraisal talk"),
                    ("spread", "How much the practice differs between members of staff, without names"),
                    ("outcomes", "Results for citizens and companies beside who was trained, without names"),
                ],
                max_length=20,
            ),
        ),
    ]

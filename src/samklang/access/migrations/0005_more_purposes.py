"""More that staff may be told of being measured for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Belief, recordings and practice with a language model need a notice of their own."""

    dependencies = [
        ("access", "0004_purpose_of_skills"),
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
                    (
                        "belief",
                        "What staff believe will become of citizens, written down by themselves and shown for groups",
                    ),
                    ("recording", "Recordings of conversations, with the consent of both"),
                    ("language-model", "Practice with a language model, seen by nobody but the one who practises"),
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

"""What is removed from a development plan, and for how long."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A plan or goal that has been removed stays for a day, so that it can be taken back; its day is free at once."""

    dependencies = [
        ("method", "0002_judgements_and_development_plans"),
        ("people", "0003_staff_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="developmentplan",
            name="one_plan_for_a_talk",
        ),
        migrations.AddField(
            model_name="developmentplan",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="goal",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="developmentplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)), fields=("employee", "talk_day"), name="one_plan_for_a_talk"
            ),
        ),
    ]

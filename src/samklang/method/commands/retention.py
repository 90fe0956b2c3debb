"""What the night takes from the method when it has had its time; the times stand in `access.retention`."""

from datetime import date

from samklang.access.commands.retention import delete_due, moment
from samklang.access.models import Place
from samklang.method.models import Assessment, DevelopmentPlan, Goal


def delete_assessments(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Judgements made before the day, with their levels."""
    return delete_due(Assessment.objects.filter(employee__person__municipality=municipality, day__lt=before), dry_run)


def delete_plans(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Plans for a talk before the day, with their goals."""
    due = DevelopmentPlan.objects.filter(employee__person__municipality=municipality, talk_day__lt=before)
    return delete_due(due, dry_run)


def delete_removed(*, municipality: Place | None, before: date, dry_run: bool) -> int:  # noqa: ARG001 - everywhere alike
    """Plans and goals that were removed before the day, and were kept so that it could be undone."""
    removed = {"removed_at__lt": moment(before)}
    return delete_due(DevelopmentPlan.objects.filter(**removed), dry_run) + delete_due(
        Goal.objects.filter(**removed), dry_run
    )

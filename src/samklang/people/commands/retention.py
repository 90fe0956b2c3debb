"""What the night takes from the staff register when it has had its time; the times stand in `access.retention`."""

from datetime import date

from django.db.models import Q

from samklang.access.commands.retention import delete_due, moment
from samklang.access.models import Place
from samklang.people.enums import LeaveKind
from samklang.people.models import Leave, StaffImport, StaffImportLine
from samklang.people.models.undo import Undo


def forget_why(*, municipality: Place, before: date, dry_run: bool) -> int:
    """The reason of leave that ended before the day becomes “other”; the days stay."""
    ended = Leave.objects.filter(employee__person__municipality=municipality, last_day__lt=before)
    due = ended.filter(~Q(kind=LeaveKind.OTHER) | ~Q(outside_key=""))
    return due.count() if dry_run else due.update(kind=LeaveKind.OTHER, outside_key="")


def delete_leave(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Leave that ended before the day."""
    return delete_due(Leave.objects.filter(employee__person__municipality=municipality, last_day__lt=before), dry_run)


def delete_imports(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Files that nobody used, and what was kept to undo those that were used, sent in before the day.

    That there was an import, by whom and of how many, stays.
    """
    sent = StaffImport.objects.filter(jobcentre__path__startswith=municipality.path, uploaded_at__lt=moment(before))
    lines = StaffImportLine.objects.filter(staff_import__in=sent.filter(applied_at__isnull=False))
    unused = sent.filter(applied_at__isnull=True)
    count = unused.count() + lines.values("staff_import").distinct().count()
    if not dry_run:
        lines.delete()
        unused.delete()
    return count


def delete_undos(*, municipality: Place | None, before: date, dry_run: bool) -> int:  # noqa: ARG001 - everywhere alike
    """What was kept to take a change back, made before the day."""
    return delete_due(Undo.objects.filter(made_at__lt=moment(before)), dry_run)

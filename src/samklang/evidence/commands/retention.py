"""What the night takes of evidence when it has had its time; the times stand in `access.retention`."""

from datetime import date

from samklang.access.commands.retention import delete_due
from samklang.access.models import Place
from samklang.evidence.models import SpreadTable


def delete_spread(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Outcomes by whom somebody met, of periods that ended before the day."""
    return delete_due(SpreadTable.objects.filter(jobcentre__parent=municipality, last_day__lt=before), dry_run)

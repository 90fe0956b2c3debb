"""What the night takes from courses under way when it has had its time; the times stand in `access.retention`."""

from datetime import date

from django.db.models import Q

from samklang.access.commands.retention import delete_due, moment
from samklang.access.models import Place
from samklang.delivery.enums import TO_BE_SENT
from samklang.delivery.models import Mail


def delete_mails(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Mail that was written before the day and waits no more.

    What is about a session that is not over stays: from it one knows which calendars must be told of a change.
    """
    since = moment(before)
    done = Mail.objects.filter(person__municipality=municipality, written_at__lt=since).exclude(state__in=TO_BE_SENT)
    over = Q(invitation=None) | Q(invitation__session__ends__lt=since) | Q(invitation__active=False)
    return delete_due(done.filter(over), dry_run)

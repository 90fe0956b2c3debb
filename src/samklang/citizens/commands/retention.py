"""What the night takes at the citizen door when it has had its time; the times stand in `access.retention`."""

from datetime import date

from samklang.access.commands.retention import delete_due
from samklang.access.models import Place
from samklang.citizens.models import Belief, ConversationReview, Preparation, Recording


def delete_preparations(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Links for conversations that were held before the day."""
    return delete_due(Preparation.objects.filter(jobcentre__parent=municipality, day__lt=before), dry_run)


def delete_reviews(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Looks back on conversations of before the day."""
    return delete_due(ConversationReview.objects.filter(jobcentre__parent=municipality, day__lt=before), dry_run)


def delete_beliefs(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Beliefs whose outcome could be known before the day."""
    return delete_due(Belief.objects.filter(jobcentre__parent=municipality, due_on__lt=before), dry_run)


def delete_recordings(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Consents to recordings whose last day was before the day; the sound itself has been gone since then."""
    return delete_due(Recording.objects.filter(jobcentre__parent=municipality, until__lt=before), dry_run)

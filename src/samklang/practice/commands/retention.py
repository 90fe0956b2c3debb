"""What the night takes of practice when it has had its time; the times stand in `access.retention`."""

from datetime import date

from samklang.access.commands.retention import delete_due, moment
from samklang.access.models import Place
from samklang.delivery.enums import TO_BE_SENT
from samklang.practice.models import (
    Observation,
    PairingMember,
    PairingRound,
    Practised,
    ProposedPair,
    Sparring,
    SparringMail,
    SparringNotes,
    Talk,
    Walk,
)


def delete_pairings(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Who was in rounds that ended before the day, and who was to sit beside whom."""
    over = {"round__jobcentre__parent": municipality, "round__last_day__lt": before}
    if not dry_run:
        ProposedPair.objects.filter(**over).delete()
        rounds = PairingRound.objects.filter(jobcentre__parent=municipality, last_day__lt=before)
        rounds.exclude(unpaired={}).update(unpaired={})
    return delete_due(PairingMember.objects.filter(**over), dry_run)


def delete_sparring_notes(*, municipality: Place, before: date, dry_run: bool) -> int:
    """What two noted in a sparring before the day."""
    old = SparringNotes.objects.filter(sparring__jobcentre__parent=municipality, sparring__ends__lt=moment(before))
    return delete_due(old, dry_run)


def delete_sparrings(*, municipality: Place, before: date, dry_run: bool) -> int:
    """That a sparring took place before the day."""
    return delete_due(Sparring.objects.filter(jobcentre__parent=municipality, ends__lt=moment(before)), dry_run)


def delete_sparring_mail(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Mail written before the day that waits no more."""
    old = SparringMail.objects.filter(
        entry__sparring__jobcentre__parent=municipality, written_at__lt=moment(before)
    ).exclude(state__in=TO_BE_SENT)
    return delete_due(old, dry_run)


def delete_observations(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Observations of before the day."""
    return delete_due(Observation.objects.filter(jobcentre__parent=municipality, day__lt=before), dry_run)


def delete_walks(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Ways through cases that were last gone on with before the day."""
    old = Walk.objects.filter(case__jobcentre__parent=municipality, changed_at__lt=moment(before))
    return delete_due(old, dry_run)


def delete_practised(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Cards and exercises tried before the day."""
    return delete_due(Practised.objects.filter(person__municipality=municipality, day__lt=before), dry_run)


def delete_talks(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Talks with the language model whose last line is older than the day."""
    old = Talk.objects.filter(case__jobcentre__parent=municipality, changed_at__lt=moment(before))
    return delete_due(old, dry_run)

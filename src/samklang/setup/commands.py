"""What setting up does besides what the other rooms do: names, several teams at once, a ready programme, the sample."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samklang.access import commands as access
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.core.workbook.labels import folded
from samklang.ledger.commands import record
from samklang.people import commands as people
from samklang.people.commands import staff_import as importing
from samklang.people.models import Employee, StaffImport
from samklang.planning import commands as planning
from samklang.planning.enums import Origin
from samklang.planning.models import Programme
from samklang.planning.queries import latest_version
from samklang.setup import queries, ready, rules, sample


@transaction.atomic
def rename_place(*, by: Person | None, place: Place, name: str) -> Place:
    """Another name for a municipality or a jobcentre, also for what has been. Raises NotAllowed."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    require(rules.rename_place(by, place))
    if place.name != name.strip():
        place.name = name.strip()
        place.save(update_fields=["name"])
        record("place-renamed", by=by, subject=place, place=place)
    return place


@transaction.atomic
def set_places(*, by: Person, named: Sequence[tuple[Place, str]], whole: Place | None, new_jobcentre: str) -> None:
    """All the names at once, and a jobcentre more where one is named. Raises NotAllowed; then nothing has changed.

    whole: the municipality of the new jobcentre.
    """
    changed = [(place, name) for place, name in named if place.name != name.strip()]
    for place, _ in changed:  # two jobcentres can change names with each other
        Place.objects.filter(pk=place.pk).update(name=f"~{place.pk}")
    for place, name in changed:
        rename_place(by=by, place=place, name=name)
    if whole is not None and new_jobcentre:
        access.add_place(by=by, kind=PlaceKind.JOBCENTRE, name=new_jobcentre, parent=whole)


@transaction.atomic
def add_teams(
    *, by: Person | None, jobcentre: Place, teams: Sequence[tuple[str, int | None]], first_day: date
) -> list[Place]:
    """Several teams, each with how many must be at work every half-day from first_day on; None: not said yet.

    raises: NotAllowed.
    """
    made = [people.add_team(by=by, jobcentre=jobcentre, name=name) for name, _ in teams]
    by = Person.objects.get(pk=by.pk) if by else None  # asked anew, so that their standing reaches the teams just made
    for team, (_, minimum) in zip(made, teams, strict=True):
        if minimum is not None:
            people.add_cover_need(
                by=by, jobcentre=jobcentre, name=team.name, minimum=minimum, team=team, first_day=first_day
            )
    return made


@transaction.atomic
def begin_programme(
    *, by: Person, jobcentre: Place, kind: str, first_day: date, last_day: date, trainer: str, room: str, seats: int,
    language: str, now: datetime,
) -> Programme:  # fmt: skip
    """A ready programme with the staff of the register in it. kind: "conversations" or "companies". Raises NotAllowed.

    language: of the names of its modules.
    """
    made = planning.add_programme(
        by=by, jobcentre=jobcentre, title=ready.title(kind, language), programme=kind, first_day=first_day,
        last_day=last_day, now=now,
    )  # fmt: skip
    planning.take_from_register(by=by, programme=made, now=now)
    document = ready.filled(
        latest_version(made).document, kind=kind, trainer=trainer, room=room, seats=seats, language=language
    )
    planning.change_rules(by=by, programme=made, document=document, note="", now=now, origin=Origin.FORM)
    return made


@transaction.atomic
def fill_with_sample(*, by: Person, jobcentre: Place, today: date, language: str) -> StaffImport:
    """Constructed staff by an import like any other, so that it can be undone like any other. Raises NotAllowed."""
    has_staff = Employee.objects.filter(jobcentre=jobcentre).exists()
    require(rules.fill_with_sample(by, jobcentre, has_staff=has_staff))
    begun = importing.begin_import(
        by=by, jobcentre=jobcentre, name=sample.FILE_NAME, content=sample.sample_file(language), first_day=today,
        is_whole_list=False,
    )  # fmt: skip
    new = {folded(name): 0 for name in sample.teams(language)}
    told = importing.tell_teams(by=by, staff_import=begun, teams=new)
    return importing.apply_import(by=by, staff_import=told, leave_out=False, end_missing=False)


@transaction.atomic
def remove_sample(*, by: Person, staff_import: StaffImport, today: date) -> None:
    """The sample as if it had never been. Raises NotAllowed where something stands on it; then nothing is removed."""
    numbers = queries.numbers_of(staff_import)
    require(rules.remove_sample(queries.built_on(staff_import.jobcentre, numbers)))
    importing.undo_import(by=by, staff_import=staff_import, today=today)
    left = Employee.objects.filter(jobcentre=staff_import.jobcentre, number__in=numbers).count()
    require(rules.sample_is_free(left))

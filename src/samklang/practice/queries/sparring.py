"""Sparrings as the two see them, whom one can ask, and what their calendars hold.

Whatever leads to notes begins with one of the two. Nobody else asks for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.access.queries.retention import rule_on
from samklang.calibration.models import Licence
from samklang.calibration.queries.licences import in_force
from samklang.core.calendar import COPENHAGEN, WEEKDAYS, Half
from samklang.core.words import render, say
from samklang.delivery.itip import Entry
from samklang.delivery.queries.letters import language_of
from samklang.method.models import Edition, Framework, Indicator, Phase
from samklang.method.queries.assessments import demands_by_framework, own_employee, people_led_by, who_leads
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.people.models import HALF_DAYS, Engagement, Leave
from samklang.practice.enums import SparringState
from samklang.practice.models import PairingRound, Sparring, SparringEntry, SparringNotes
from samklang.practice.rules.sparring import Known

_NOON = 12
_PRACTISING = tuple(role for role, rights in RIGHTS.items() if Right.PRACTISE in rights)


# -- the two ----------------------------------------------------------------------------------------------------------


def sparrings_of(person: Person) -> QuerySet[Sparring]:
    """The person's own, as focus person or as partner, in order of time; nobody else's."""
    found = Sparring.objects.filter(Q(focus_person=person) | Q(partner=person))
    return found.select_related("focus_person", "partner", "framework", "jobcentre__parent", "round").order_by(
        "begins", "pk"
    )


def sparrings_changed_by(person: Person) -> QuerySet[Sparring]:
    """Those the person may move: their own, and for whoever runs practice those of rounds. When and who, no more."""
    places = person.standing.places(Right.RUN_PRACTICE)
    theirs = Q(focus_person=person) | Q(partner=person) | Q(jobcentre__in=places, round__isnull=False)
    found = Sparring.objects.filter(theirs).select_related("focus_person", "partner", "framework", "jobcentre__parent")
    return found.order_by("begins", "pk")


def notes_of(person: Person, sparring: Sparring) -> SparringNotes | None:
    """What the two have written; None where it is deleted, and for everybody but the two."""
    if person.pk not in (sparring.focus_person_id, sparring.partner_id):
        return None
    return SparringNotes.objects.filter(sparring=sparring).first()


def other_of(person: Person, sparring: Sparring) -> Person | None:
    """The one of the two that the person is not."""
    return sparring.partner if person.pk == sparring.focus_person_id else sparring.focus_person


def notes_go_on(sparring: Sparring, today: date) -> date:
    """The day from which what was noted is gone."""
    rule = rule_on(sparring.jobcentre.parent or sparring.jobcentre, "sparring-notes", today)
    return timezone.localdate(sparring.ends) + timedelta(days=rule.days + 1)


@dataclass(frozen=True)
class Due:
    """What two agreed on and is to be done by a day."""

    sparring: Sparring
    what: str
    by: date


def agreements_due(person: Person, first_day: date, last_day: date) -> list[Due]:
    """What the person has agreed on in sparrings by one of the days, the soonest first."""
    held = SparringNotes.objects.filter(Q(sparring__focus_person=person) | Q(sparring__partner=person))
    rows = held.exclude(agreements=[]).exclude(sparring__state=SparringState.CANCELLED)
    found = [
        Due(notes.sparring, str(one["what"]), day)
        for notes in rows.select_related("sparring__focus_person", "sparring__partner").order_by("pk")
        for one in notes.agreements
        if first_day <= (day := date.fromisoformat(str(one["by"]))) <= last_day
    ]
    return sorted(found, key=lambda one: (one.by, one.sparring.pk))


# -- what is looked at ------------------------------------------------------------------------------------------------


def frameworks_of(person: Person, day: date) -> list[tuple[Framework, Edition]]:
    """The frameworks where the person works, with the edition of the day: what their role asks for most first."""
    employee = own_employee(person)
    if employee is None:
        return []
    rows = Framework.objects.filter(jobcentre=employee.jobcentre_id).order_by("key", "pk")
    held = [(one, edition) for one in rows if (edition := holding_edition(one, day)) is not None]
    asked = demands_by_framework(employee, [edition for _, edition in held], day)
    return sorted(held, key=lambda one: -asked.get(one[0].pk, 0))


def edition_of(sparring: Sparring) -> Edition | None:
    """The words that hold on the day of the sparring."""
    return holding_edition(sparring.framework, timezone.localdate(sparring.begins))


def looked_at(sparring: Sparring) -> list[Indicator]:
    """Everything that can be looked at in the sparring, in order."""
    edition = edition_of(sparring)
    return list(indicators_of(edition)) if edition is not None else []


@dataclass(frozen=True)
class Part:
    """Indicators that stand together: those in focus (phase None and first), or those of one phase."""

    phase: Phase | None
    indicators: Sequence[Indicator]
    in_focus: bool = False


def parts_of(indicators: Sequence[Indicator], focus: Sequence[str]) -> list[Part]:
    """What was chosen first, in the order of the conversation; then the others by phase."""
    chosen = [one for one in indicators if one.key in focus]
    rest: dict[int, tuple[Phase | None, list[Indicator]]] = {}
    for one in indicators:
        if one.key not in focus:
            rest.setdefault(one.phase_id or 0, (one.phase, []))[1].append(one)
    ordered = sorted(rest.values(), key=lambda pair: pair[0].position if pair[0] else 10**6)
    return [*([Part(None, chosen, True)] if chosen else []), *(Part(phase, some) for phase, some in ordered)]


# -- whom one can ask -------------------------------------------------------------------------------------------------


def half_of(begins: datetime) -> str:
    """The half-day of the week, as `Engagement.half_days` counts them; empty at a weekend."""
    local = begins.astimezone(COPENHAGEN)
    if local.weekday() >= len(WEEKDAYS):
        return ""
    return f"{WEEKDAYS[local.weekday()]}-{Half.MORNING if local.hour < _NOON else Half.AFTERNOON}"


def at_work(begins: datetime) -> QuerySet[Engagement]:
    """The engagements of everybody who is at work then."""
    half, day = half_of(begins), begins.astimezone(COPENHAGEN).date()
    if not half:
        return Engagement.objects.none()
    place = HALF_DAYS.index(half)
    away = Leave.objects.on(day).filter(employee=OuterRef("employee"))
    found: QuerySet[Engagement] = Engagement.objects.on(day).filter(~Exists(away), half_days__regex=f"^.{{{place}}}1")
    return found


def partners_for(person: Person, framework: Framework, begins: datetime, ends: datetime) -> list[Person]:
    """Whom the person can ask: colleagues with a licence for the framework who are at work and free then.

    Nobody who leads the person, or whom the person leads. Who has sat beside others least lately comes first.
    """
    day = begins.astimezone(COPENHAGEN).date()
    there = at_work(begins).filter(employee__jobcentre=framework.jobcentre_id).values("employee__person")
    held = in_force(Licence.objects.filter(framework=framework, person=OuterRef("pk")), day)
    grants = RoleGrant.objects.in_force(day).filter(role__in=_PRACTISING, person=OuterRef("pk"))
    theirs = Q(focus_person=OuterRef("pk")) | Q(partner=OuterRef("pk"))
    busy = Sparring.objects.filter(theirs, state=SparringState.PLANNED, begins__lt=ends, ends__gt=begins)
    lately = Q(sparrings_beside__begins__gt=begins - timedelta(days=182))
    found = Person.objects.filter(
        Exists(held), Exists(grants), ~Exists(busy), pk__in=there, erased_at=None, is_active=True
    )
    found = found.exclude(pk=person.pk).exclude(pk__in=who_leads(person, day))
    found = found.exclude(pk__in=people_led_by(person, day).order_by().values("person"))
    found = found.annotate(beside=Count("sparrings_beside", filter=lately & ~Q(sparrings_beside__state="cancelled")))
    return list(found.order_by("beside", danish("name"), "pk"))


def known_of(
    *, focus_person: Person, partner: Person, framework: Framework, begins: datetime, ends: datetime,
    round_: PairingRound | None = None, but: Sparring | None = None,
) -> Known:  # fmt: skip
    """What the rules look at before two are booked, or moved to another time (but: the sparring that moves)."""
    day = begins.astimezone(COPENHAGEN).date()
    two = (focus_person, partner)
    here = set(
        Engagement.objects.on(day)
        .filter(employee__jobcentre=framework.jobcentre_id, employee__person__in=two)
        .values_list("employee__person", flat=True)
    )
    there = set(at_work(begins).filter(employee__person__in=two).values_list("employee__person", flat=True))
    licences = in_force(Licence.objects.filter(framework=framework, person=partner), day)
    away = next((one.name for one in two if one.pk not in there), "")
    busy = next((one.name for one in two if _others(one, begins, ends, but).exists()), "")
    leads = partner.pk in who_leads(focus_person, day) or focus_person.pk in who_leads(partner, day)
    licensed = licences.exists() or (round_ is not None and not round_.min_licences)
    return Known(len(here) == len(two), leads, licensed, away, busy)


def _others(person: Person, begins: datetime, ends: datetime, but: Sparring | None) -> QuerySet[Sparring]:
    found = Sparring.objects.filter(Q(focus_person=person) | Q(partner=person), state=SparringState.PLANNED)
    found = found.filter(begins__lt=ends, ends__gt=begins)
    return found.exclude(pk=but.pk) if but is not None else found


def team_of(person: Person, day: date) -> Place | None:
    """The team that the person works in on the day."""
    row = Engagement.objects.on(day).filter(employee__person=person).select_related("team").first()
    return row.team if row is not None else None


# -- calendars --------------------------------------------------------------------------------------------------------


def facts_of(sparring: Sparring, person: Person) -> dict[str, str]:
    """What the person's calendar and letters are told: who, when, where; never what is looked at."""
    other = other_of(person, sparring)
    return {
        "module": render(say("Peer sparring"), language_of(person)), "programme": other.name if other else "",
        "colleague": other.name if other else "", "begins": sparring.begins.astimezone(COPENHAGEN).isoformat(),
        "ends": sparring.ends.astimezone(COPENHAGEN).isoformat(), "site": sparring.where,
    }  # fmt: skip


def calendar_of(person: Person, since: datetime) -> Iterator[Entry]:
    """The person's sparrings for their calendar feed, in order of time."""
    rows = SparringEntry.objects.filter(person=person, sparring__ends__gte=since)
    for one in rows.order_by("sparring__begins", "pk"):
        yield Entry(one.uid, one.sequence, one.changed_at, one.told, one.active)

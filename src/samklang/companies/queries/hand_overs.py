"""Hand-overs as seen by somebody: their own, those they run, and what waits for their receipt."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from samklang.access.enums import Right, Role
from samklang.access.models import Person, RoleGrant
from samklang.access.queries import danish
from samklang.companies.enums import EntryKind, HandOverReason, HandOverState, ItemState
from samklang.companies.models import Company, Enquiry, Entry, HandOver, HandOverItem
from samklang.companies.queries.portfolio import OPEN_ENQUIRIES, open_things
from samklang.core.calendar import public_holidays, weekday_of
from samklang.people.enums import LeaveKind
from samklang.people.models import Engagement, Leave

LATE_AFTER = 3
"""Working days after which a hand-over that waits for receipt is late."""
UNDER_WAY = (HandOverState.SENT, HandOverState.DONE)


def runs(person: Person) -> bool:
    """Whether the person runs the entrance of their municipality."""
    return person.standing.may(Right.RUN_COMPANIES)


def hand_overs_for(person: Person) -> QuerySet[HandOver]:
    """The person's own; all of the municipality for whoever runs its entrance. The newest first."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return HandOver.objects.none()
    seen = Q(giver=person) | (Q(municipality=person.municipality_id) if runs(person) else Q())
    waiting = Count("items", filter=Q(items__state=ItemState.WAITING))
    declined = Count("items", filter=Q(items__state=ItemState.DECLINED))
    found = HandOver.objects.filter(seen).annotate(count=Count("items"), waiting=waiting, declined=declined)
    return found.select_related("giver", "made_by", "municipality").order_by("-made_at", "-pk")


def items_of(hand_over: HandOver) -> QuerySet[HandOverItem]:
    """Its companies, by name."""
    found = hand_over.items.select_related("company__merged_into", "company__owner", "receiver", "hand_over__giver")
    return found.order_by(danish("company__name"), "pk")


def items_for(person: Person) -> QuerySet[HandOverItem]:
    """The companies in the hand-overs that the person prepares or runs."""
    found = HandOverItem.objects.filter(hand_over__in=hand_overs_for(person).order_by().values("pk"))
    return found.select_related("hand_over__giver", "hand_over__municipality", "company__owner", "receiver")


def to_receive(person: Person) -> QuerySet[HandOverItem]:
    """What waits for the person's receipt, giver by giver, the oldest first."""
    found = HandOverItem.objects.filter(
        receiver=person, state=ItemState.WAITING, hand_over__state=HandOverState.SENT, hand_over__returned_at=None
    )
    found = found.select_related(
        "company__owner", "company__merged_into", "hand_over__giver", "hand_over__municipality"
    )
    return found.order_by("hand_over__sent_at", "hand_over", danish("company__name"), "pk")


def loose_enquiries(giver: Person) -> QuerySet[Enquiry]:
    """The giver's open enquiries from senders that nobody has found the company of."""
    return Enquiry.objects.filter(owner=giver, company=None, state__in=OPEN_ENQUIRIES).order_by("due_at", "pk")


def last_lines(companies: Iterable[int], most: int = 3) -> dict[int, list[Entry]]:
    """The last lines of each company's timeline, the newest first; changes of owner and register left out."""
    rows = Entry.objects.filter(company__in=companies).exclude(kind__in=(EntryKind.OWNER, EntryKind.REGISTER))
    order = Window(RowNumber(), partition_by="company", order_by=["-at", "-pk"])
    found: dict[int, list[Entry]] = {}
    for entry in rows.annotate(order=order).filter(order__lte=most).order_by("company", "order"):
        found.setdefault(entry.company_id, []).append(entry)
    return found


def companies_met(companies: Iterable[int], since: datetime) -> set[int]:
    """The companies that anybody has been in touch with since then."""
    kinds = (EntryKind.ENQUIRY, EntryKind.CONTACT, EntryKind.MEETING)
    return set(
        Entry.objects.filter(company__in=companies, kind__in=kinds, at__gte=since)
        .order_by().values_list("company", flat=True).distinct()
    )  # fmt: skip


# -- who answers for what --------------------------------------------------------------------------------------------


def leaders_over(giver: Person, day: date) -> list[Person]:
    """The leaders of the giver's last team; else the programme leads and heads above it. By name."""
    row = Engagement.objects.filter(employee__person=giver).order_by("-first_day").select_related("team").first()
    place = row.team if row is not None else giver.municipality
    grants = RoleGrant.objects.in_force(day).select_related("person").order_by(danish("person__name"), "pk")
    led = [one.person for one in grants.filter(role=Role.TEAM_LEADER, place=place) if one.person_id != giver.pk]
    if led:
        return led
    above = grants.filter(role__in=(Role.PROGRAMME_LEAD, Role.HEAD), place__in=place.numbers())
    return [one.person for one in above if one.person_id != giver.pk]


def answers_for(giver: Person, day: date) -> Person:
    """Who answers for what has not been received: the giver, or their leader once the giver has left."""
    rows = Engagement.objects.filter(employee__person=giver)
    if rows.on(day).exists() or not rows.exists():
        return giver
    return next(iter(leaders_over(giver, day)), giver)


def responsible_for(item: HandOverItem, day: date) -> Person | None:
    """Who answers for a company on its way: the receiver once it is theirs; until then as in `answers_for`."""
    return item.receiver if item.moved_at is not None else answers_for(item.hand_over.giver, day)


# -- what needs somebody ---------------------------------------------------------------------------------------------


def working_days_before(day: date, count: int) -> date:
    """The day that lies so many working days before; week ends and public holidays do not count."""
    holidays = public_holidays(day - timedelta(days=4 * count + 20), day)
    while count:
        day -= timedelta(days=1)
        if weekday_of(day) is not None and day not in holidays:
            count -= 1
    return day


def late_receipts(person: Person, today: date) -> QuerySet[HandOver]:
    """For whoever runs the entrance: hand-overs of which something has waited more than three working days."""
    sent_by = working_days_before(today, LATE_AFTER)
    waits = HandOverItem.objects.filter(hand_over=OuterRef("pk"), state=ItemState.WAITING)
    if not runs(person):
        return HandOver.objects.none()
    found = HandOver.objects.filter(Exists(waits), municipality=person.municipality_id, state=HandOverState.SENT)
    return found.filter(sent_at__date__lt=sent_by).select_related("giver").order_by("sent_at", "pk")


def sent_back(person: Person) -> QuerySet[HandOverItem]:
    """Companies that were sent back to the person, or that nobody else is to choose a new owner for."""
    own = Q(hand_over__made_by=person)
    if runs(person):
        own |= Q(hand_over__made_by=None, hand_over__municipality=person.municipality_id)
    found = HandOverItem.objects.filter(own, state=ItemState.DECLINED, hand_over__state=HandOverState.SENT)
    return found.select_related("company", "hand_over__giver", "receiver").order_by("settled_at", "pk")


def made_by_the_night(person: Person) -> QuerySet[HandOver]:
    """For whoever runs the entrance: hand-overs that began by themselves and are not finished."""
    if not runs(person):
        return HandOver.objects.none()
    found = HandOver.objects.filter(municipality=person.municipality_id, made_by=None)
    return found.filter(state__in=(HandOverState.DRAFT, HandOverState.SENT)).select_related("giver").order_by("pk")


def came_back(person: Person, now: datetime) -> QuerySet[HandOver]:
    """Loans that ended in the last seven days, for the giver and for whoever had the companies."""
    theirs = HandOverItem.objects.filter(hand_over=OuterRef("pk"), receiver=person)
    found = HandOver.objects.filter(Q(giver=person) | Exists(theirs), returned_at__gte=now - timedelta(days=7))
    return found.select_related("giver").order_by("-returned_at", "-pk")


def owners(municipality_id: int | None, now: datetime) -> QuerySet[Person]:
    """Everybody who has a company or something open at the door; of one municipality, or of all. By name."""
    has = Q(Exists(Company.objects.filter(owner=OuterRef("pk"), merged_into=None)))
    for name, rows in open_things(now).items():
        has |= Q(Exists(rows.filter(**{"holder" if name == "meetings" else "owner": OuterRef("pk")})))
    found = Person.objects.filter(has, erased_at=None)
    found = found if municipality_id is None else found.filter(municipality=municipality_id)
    return found.select_related("municipality").order_by(danish("name"), "pk")


LONG_LEAVE = timedelta(days=14)
"""A leave longer than this is handed over."""


def long_leave(day: date) -> QuerySet[Leave]:
    """The leaves on the day that are longer than a fortnight; an illness without an end once it has lasted as long."""
    open_end = Q(last_day__isnull=True) & (~Q(kind=LeaveKind.SICK) | Q(first_day__lte=day - LONG_LEAVE))
    return Leave.objects.on(day).filter(open_end | Q(last_day__gte=F("first_day") + LONG_LEAVE))


def gone(municipality_id: int | None, today: date, now: datetime) -> list[tuple[Person, HandOverReason]]:
    """Those who have something at the door though their last day has passed, or a leave over 14 days has begun."""
    employed = Engagement.objects.filter(employee__person=OuterRef("pk"))
    still = employed.filter(Q(last_day__isnull=True) | Q(last_day__gte=today))
    away = long_leave(today).filter(employee__person=OuterRef("pk"))
    found = owners(municipality_id, now).filter(Exists(employed))
    found = found.annotate(has_left=~Exists(still), is_away=Exists(away)).filter(Q(has_left=True) | Q(is_away=True))
    return [(one, HandOverReason.LEAVING if one.has_left else HandOverReason.LEAVE) for one in found]


def lost(today: date) -> QuerySet[HandOverItem]:
    """What waits for somebody who has left, or is on a leave over 14 days."""
    employed = Engagement.objects.filter(employee__person=OuterRef("receiver"))
    away = long_leave(today).filter(employee__person=OuterRef("receiver"))
    waiting = HandOverItem.objects.filter(state=ItemState.WAITING, hand_over__state=HandOverState.SENT)
    found = waiting.filter(Exists(employed)).filter(Q(Exists(away)) | ~Q(Exists(employed.on(today))))
    return found.select_related("hand_over__giver").order_by("hand_over", "pk")


def leaving_soon(person: Person, today: date, now: datetime) -> QuerySet[Person]:
    """For whoever runs the entrance: those who have something at the door and leave within 30 days, by name."""
    if not runs(person):
        return Person.objects.none()
    rows = Engagement.objects.filter(employee__person=OuterRef("pk"))
    last = rows.filter(last_day__gte=today, last_day__lte=today + timedelta(days=30))
    later = rows.filter(Q(last_day__isnull=True) | Q(last_day__gt=today + timedelta(days=30)))
    return owners(person.municipality_id, now).filter(Exists(last), ~Exists(later))

"""What needs somebody today at the company door: who waits, what was promised, whom one meets, what changes hands."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import Min, Q
from django.urls import reverse

from samklang.access.clock import now
from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.companies.enums import WAITING, EnquiryState, MeetingState, StepState
from samklang.companies.queries.enquiries import enquiries_for
from samklang.companies.queries.hand_overs import came_back, late_receipts, leaving_soon, sent_back, to_receive
from samklang.companies.queries.mails import unsent_for
from samklang.companies.queries.meetings import meetings_for, to_write_down
from samklang.companies.queries.observers import waiting_for
from samklang.companies.queries.steps import Whose, follow_ups, steps_for
from samklang.core.words import Moment, say, say_n
from samklang.desk.queries.need import Need

_TOMORROW = timedelta(days=1)


def _enquiries(person: Person, today: date) -> Iterator[Need]:
    """Those of one's own that wait, and for whoever runs the entrance those that nobody has."""
    del today
    page = reverse("companies:enquiries")
    own = enquiries_for(person).filter(Q(owner=person), Q(state__in=WAITING), Q(is_paused=False))
    first = own.aggregate(first=Min("runs_out_at"))["first"]
    if first is not None:
        says = say_n(
            "A company waits for your answer, promised by {due}.",
            "{count} companies wait for your answer, the first promised by {due}.",
            own.count(),
            due=Moment(first),
        )
        yield Need(says, page, pressing=True)
    if person.standing.may(Right.RUN_COMPANIES):
        nobodys = enquiries_for(person).filter(state=EnquiryState.NEW).count()
        if nobodys:
            says = say_n("An enquiry has no owner.", "{count} enquiries have no owner.", nobodys)
            yield Need(says, f"{page}?tab=unowned", pressing=True)


def _steps(person: Person, today: date) -> Iterator[Need]:
    """What one has promised companies, by today."""
    due = steps_for(person).filter(owner=person, state=StepState.OPEN, due__lte=today).count()
    if due:
        says = say_n("A next step with a company is due.", "{count} next steps with companies are due.", due)
        yield Need(says, reverse("companies:steps"), pressing=True)
    follow = follow_ups(person, today, Whose.MINE).count()
    if follow:
        says = say_n("Follow up on an opening.", "Follow up on {count} openings.", follow)
        yield Need(says, reverse("companies:steps"))


def _meetings(person: Person, today: date) -> Iterator[Need]:
    """Today's and tomorrow's, and those that were held and are not written down."""
    moment = now()
    soon = meetings_for(person).filter(
        holder=person, state=MeetingState.PLANNED, begins__gte=moment, begins__date__lte=today + _TOMORROW
    )
    for one in soon.order_by("begins", "pk"):
        says = say("You meet {company} on {when}.", company=one.company.name, when=Moment(one.begins, one.ends))
        yield Need(says, one.get_absolute_url(), pressing=True)
    for one in to_write_down(person, moment):
        says = say("Write the minutes of the meeting with {company}.", company=one.company.name)
        yield Need(says, reverse("companies:minutes", args=[one.pk]), pressing=True)
    asked = waiting_for(person, moment).count()
    if asked:
        says = say_n(
            "A colleague would like you along at a company meeting.",
            "Colleagues would like you along at {count} company meetings.",
            asked,
        )
        yield Need(says, reverse("companies:observed"))


def _hand_overs(person: Person, today: date) -> Iterator[Need]:
    """What waits for one's receipt, what came back, and who is about to go with companies left."""
    page = reverse("companies:hand-overs")
    waits = to_receive(person).count()
    if waits:
        says = say_n("Take over a company.", "Take over {count} companies.", waits)
        yield Need(says, page, pressing=True)
    returned = sent_back(person).count()
    if returned:
        says = say_n(
            "A company was sent back and needs another owner.",
            "{count} companies were sent back and need another owner.",
            returned,
        )
        yield Need(says, page, pressing=True)
    for hand_over in came_back(person, now()):
        yield Need(say("Your companies are yours again."), hand_over.get_absolute_url())
    for hand_over in late_receipts(person, today):
        name = hand_over.giver.name
        says = say("Companies of {name} have waited more than three working days for receipt.", name=name)
        yield Need(says, hand_over.get_absolute_url(), pressing=True)
    for gone in leaving_soon(person, today, now()):
        yield Need(say("{name} leaves soon and has companies to hand over.", name=gone.name), page, pressing=True)


def _mail(person: Person, today: date) -> Iterator[Need]:
    """Mail to companies that did not arrive, for whoever runs the entrance."""
    del today
    unsent = unsent_for(person).count()
    if unsent:
        says = say_n("A mail to a company did not arrive.", "{count} mails to companies did not arrive.", unsent)
        yield Need(says, reverse("companies:mails"), pressing=True)


def _guarded(source: Callable[[Person, date], Iterator[Need]]) -> Callable[[Person, date], Iterator[Need]]:
    """Only for those who see companies at all."""

    def asked(person: Person, today: date) -> Iterator[Need]:
        if person.standing.may(Right.SEE_COMPANIES):
            yield from source(person, today)

    return asked


COMPANY_SOURCES = tuple(_guarded(one) for one in (_enquiries, _meetings, _steps, _hand_overs, _mail))

"""The company door of both jobcentres: what has been going on with their companies by the day of the stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from samklang.access.enums import Right, Role
from samklang.access.models import Person
from samklang.companies.commands.companies import CompanyFacts, add_company, change_owner
from samklang.companies.commands.contact_logs import Contacted, Promised, log_contact
from samklang.companies.commands.contacts import ContactFacts, add_contact
from samklang.companies.commands.enquiries import Sender, answer_enquiry, close_enquiry, take_in
from samklang.companies.commands.entrance import set_up_entrance, write_rule
from samklang.companies.commands.meetings import Plan, plan_meeting
from samklang.companies.commands.minutes import Minutes, Step, write_minutes
from samklang.companies.commands.openings import add_opening, end_opening, move_opening
from samklang.companies.commands.sites import SiteFacts, add_site
from samklang.companies.commands.steps import settle_step
from samklang.companies.enums import Channel, Need, OpeningKind, OpeningState, Result, StepState, Tongue
from samklang.companies.models import Company, CompanyContact, Entrance, NextStep
from samklang.companies.queries.companies import consultants, is_away
from samklang.companies.rules.openings import OpeningFacts
from samklang.core.calendar import COPENHAGEN, days, public_holidays, weekday_of
from samklang.core.chance import stream
from samklang.demo.firms import Firm, firms
from samklang.demo.pulse import ask_and_answer
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.people.models import Employee

_FIRMS = 90
_OWNED = 60
"""So many of the companies have somebody who owns the contact."""
_BACK = timedelta(days=120)
"""How long ago the entrance was opened."""
_SAID = (
    ("Ringede om de ledige timer på lageret", "De vil gerne se to kandidater i næste uge."),
    ("Talte om, hvordan den nye medarbejder er kommet i gang", "Det går godt. De ønsker tre timer mere om ugen."),
    ("Aftalte, at vi kommer forbi efter højsæsonen", ""),
    ("De spurgte, om der er andre måder end løntilskud", "Vi begynder med opgaverne og nogle få timer."),
    ("Fulgte op på praktikken", "Målene for anden uge er nået. Ti lønnede timer fra næste måned."),
    ("Talte om at dele opgaverne på køkkenet anderledes", ""),
)  # fmt: skip
_STEPS = (
    "Sende to kandidater", "Ringe, når ordrebogen er lagt", "Komme på besøg og se opgaverne", "Sende aftalen i VITAS",
    "Tale med lederen om timer efter praktikken",
)  # fmt: skip
_ASKED = (
    (Need.RECRUIT, "Vi mangler to til produktionen", "Vi skal bruge to, der kan møde klokken seks. Hvem kan I finde?"),
    (Need.HOURS, "Opgaver, der bliver liggende", "Vi har vel otte timer om ugen med pakning. Kan I bruge det?"),
    (Need.KEEP, "En medarbejder er sygemeldt", "Hun vil gerne lidt tilbage. Hvad gør man?"),
    (Need.PLACEMENT, "Må vi få en i praktik?", "Vi har prøvet det før og vil gerne igen, hvis det kan føre til noget."),
    (Need.TRAIN, "Elev på kontoret", "Vi overvejer en elev til sommer og vil høre om mulighederne."),
    (Need.SUBSIDY, "Løntilskud", "Kan vi få tilskud til at ansætte en i butikken?"),
)  # fmt: skip
_JOBS = (
    (OpeningKind.JOB, "Lagermedarbejder på dagholdet", Decimal(37), ""),
    (OpeningKind.HOURS, "Pakning fredag formiddag", Decimal(4), ""),
    (OpeningKind.PLACEMENT, "Køkkenhjælp", Decimal(20), "Ti lønnede timer om ugen, når menuen kan laves alene"),
    (OpeningKind.FLEXI, "Vedligehold af udearealer", Decimal(8), ""),
    (OpeningKind.SUBSIDY, "Butiksmedhjælper", Decimal(30), "Ansættelse i 25 timer, når kassen kan passes alene"),
)  # fmt: skip
_RESULTS = (Result.PAID, Result.PAID, Result.NOTHING, Result.UNKNOWN)


@dataclass(frozen=True)
class _Known:
    """A company, whom one talks to there, and who owns the contact."""

    company: Company
    contact: CompanyContact
    owner: Person


@dataclass
class _Door:
    """One municipality's entrance as it is built."""

    entrance: Entrance
    people: Sequence[Person]
    days: Sequence[date]
    rng: Random
    today: date

    def colleague(self, day: date) -> Person:
        """Somebody who is there on the day."""
        there = [one for one in self.people if not is_away(one, day)]
        return self.rng.choice(there or list(self.people))


def open_the_door(town: Register, stage: Stage, seed: int) -> None:
    """Companies, what was asked and answered, meetings, openings: made through commands, in order of time."""
    door = _door(town, stage, seed)
    made = [_company(door, firm) for firm in firms(_name(town), _FIRMS, seed)]
    owned = [_own(door, company, contact) for company, contact in made[:_OWNED]]
    for known in owned:
        _talks(door, known)
    for place, known in enumerate(owned[:40]):
        _enquiry(door, known, place)
    for place, known in enumerate(owned[:16]):
        _meeting(door, known, place)
    for place, known in enumerate(owned[:30]):
        _opening(door, known, place)
    _settle(door)
    ask_and_answer(door.entrance, door.days, door.rng)


def _name(town: Register) -> str:
    return town.municipality.name.removesuffix(" Kommune")


def _door(town: Register, stage: Stage, seed: int) -> _Door:
    lead = Person.objects.get(pk=town.cast[Role.PROGRAMME_LEAD].pk)
    name = _name(town)
    slug = {"Ringkøbing-Skjern": "rksk"}.get(name, name.lower())
    values = {
        "jobcentre": town.jobcentre, "slug": slug, "name": f"Virksomhedsservice {name}", "phone": "00 00 00 00",
        "mail_address": f"virksomhed@{slug}.example", "pulse_on": True,
    }  # fmt: skip
    entrance = set_up_entrance(by=lead, municipality=town.municipality, values=values)
    _say_who_gets_what(town, lead, entrance)
    begun = stage.today - _BACK
    closed = public_holidays(begun, stage.today)
    open_ = [day for day in days(begun, stage.today - timedelta(days=1)) if weekday_of(day) and day not in closed]
    return _Door(entrance, _people(town, begun), open_, stream(seed, f"door-{slug}"), stage.today)


def _say_who_gets_what(town: Register, lead: Person, entrance: Entrance) -> None:
    """Two rules: dismissals to the team of the team leader to sign in as, German to the leader."""
    leader = town.cast[Role.TEAM_LEADER]
    team = leader.grants.get(role=Role.TEAM_LEADER).place
    write_rule(by=lead, entrance=entrance, values={"need": Need.DISMISS, "team": team})
    write_rule(by=lead, entrance=entrance, values={"language": Tongue.GERMAN, "person": leader})


def _people(town: Register, day: date) -> list[Person]:
    """Those who meet companies by now: a team of their own where there is one, otherwise everybody. Never temps."""
    teams = [place for place in town.teams.values() if place.name == "Virksomhedsservice"]
    there = Employee.objects.filter(jobcentre=town.jobcentre, engagements__is_temp=False)
    if teams:
        there = there.filter(engagements__team__in=teams)
    found = consultants(town.municipality, day).filter(pk__in=there.values("person"))
    return [one for one in found if one.standing.may(Right.SEE_COMPANIES)]


def _at(door: _Door, day: date) -> datetime:
    clock = time(door.rng.randrange(8, 14), door.rng.choice((0, 10, 25, 40)))
    return datetime.combine(day, clock, COPENHAGEN)


def _company(door: _Door, firm: Firm) -> tuple[Company, CompanyContact]:
    now = _at(door, door.days[0])
    facts = CompanyFacts(
        name=firm.name, cvr=firm.cvr, industry_code=firm.industry_code, industry=firm.industry,
        employees=firm.employees, street=firm.street, postcode=firm.postcode, town=firm.town, phone=firm.phone,
        email=f"post@{firm.domain}", website=f"www.{firm.domain}", protected=firm.protected,
    )  # fmt: skip
    company = add_company(by=None, municipality=door.entrance.municipality, facts=facts, now=now)
    site = SiteFacts(
        p_number=firm.p_number, name=firm.name, street=firm.street, postcode=firm.postcode, town=firm.town,
        employees=firm.employees,
    )  # fmt: skip
    add_site(by=None, company=company, facts=site)
    first = firm.contact.split()[0].lower()
    contact = add_contact(
        by=None, company=company, now=now,
        facts=ContactFacts(firm.contact, firm.title, firm.phone, f"{first}@{firm.domain}"),
    )  # fmt: skip
    return company, contact


def _own(door: _Door, company: Company, contact: CompanyContact) -> _Known:
    owner = door.colleague(door.days[0])
    company = change_owner(by=None, company=company, to=owner, now=_at(door, door.days[0]))
    return _Known(company, contact, owner)


def _there(door: _Door, known: _Known, day: date) -> Person:
    """The owner, or a colleague while the owner is away."""
    return known.owner if not is_away(known.owner, day) else door.colleague(day)


def _talks(door: _Door, known: _Known) -> None:
    """A few calls, each with a next step."""
    for day in sorted(door.rng.sample(door.days, door.rng.randrange(1, 4))):
        by = _there(door, known, day)
        what, text = door.rng.choice(_SAID)
        contacted = Contacted(door.rng.choice((Channel.PHONE, Channel.PHONE, Channel.VISIT)), what, text, known.contact)
        following: Promised | str = "De ringer selv, når der er brug for os."
        if door.rng.random() < 0.8:
            following = Promised(door.rng.choice(_STEPS), day + timedelta(days=door.rng.randrange(5, 20)), by)
        log_contact(by=by, company=known.company, contacted=contacted, following=following, now=_at(door, day))


def _enquiry(door: _Door, known: _Known, place: int) -> None:
    """Most are answered by telephone within some hours; the newest wait."""
    company, contact = known.company, known.contact
    need, subject, text = _ASKED[place % len(_ASKED)]
    waits = place < 4
    day = door.days[-1 - place] if waits else door.rng.choice(door.days[:-6])
    sender = Sender(company.name, company.cvr, company.postcode, contact.name, contact.phone, contact.email)
    now = _at(door, day)
    enquiry = take_in(
        door.entrance, channel=door.rng.choice((Channel.WEB, Channel.MAIL)), subject=subject, text=text, sender=sender,
        need=need, company=company, contact=contact, now=now, receipt=False,
    )  # fmt: skip
    if not waits:
        by = enquiry.owner or door.colleague(day)
        later = now + timedelta(minutes=door.rng.choice((35, 70, 95, 150, 240)))
        answer_enquiry(by, enquiry, "Ringede tilbage og aftalte, hvad der skal ske.", later, Channel.PHONE)
        close_enquiry(by, enquiry, "", later + timedelta(hours=2))


def _meeting(door: _Door, known: _Known, place: int) -> None:
    """Twelve have been held and written down; four are to come."""
    company = known.company
    coming = place < 4
    day = _workday_after(door, place) if coming else door.days[5 + place * 3]
    begins = datetime.combine(day, time(9 + place % 4, 30), COPENHAGEN)
    by = _there(door, known, day)
    plan = Plan(
        by, begins, begins + timedelta(hours=1), "Besøg og snak om opgaverne", Channel.VISIT,
        f"{company.street}, {company.town}", None, [known.contact],
    )  # fmt: skip
    meeting = plan_meeting(by=by, company=company, plan=plan, now=begins - timedelta(days=6 + place))
    if coming:
        return
    step = Step(door.rng.choice(_STEPS), by, day + timedelta(days=10)) if place % 5 else None
    minutes = Minutes(
        "Vi gik opgaverne igennem. Travlest er de om morgenen, og pakningen bliver liggende.",
        ["Virksomheden skriver en liste over opgaver med timer"], step,
        "" if step else "De er ikke klar før efter sommerferien og vender selv tilbage.",
    )  # fmt: skip
    write_minutes(by=by, meeting=meeting, minutes=minutes, now=begins + timedelta(hours=3))


def _workday_after(door: _Door, place: int) -> date:
    closed = public_holidays(door.today, door.today + timedelta(days=21))
    ahead = days(door.today + timedelta(days=1), door.today + timedelta(days=21))
    return [day for day in ahead if weekday_of(day) and day not in closed][place]


def _opening(door: _Door, known: _Known, place: int) -> None:
    """Some wait for somebody, some run, some have ended with paid hours or without."""
    company, owner = known.company, known.owner
    kind, title, hours, path = _JOBS[place % len(_JOBS)]
    day = door.days[place - 45]
    last = day + timedelta(days=28)
    runs = OpeningFacts(
        kind, title, weekly_hours=hours, first_day=day + timedelta(days=7), last_day=last, path_to_hours=path,
        follow_up_on=day + timedelta(days=21), owner=owner,
    )  # fmt: skip
    opening = add_opening(by=owner, company=company, facts=runs, now=_at(door, day))
    if place % 3 == 0:
        return
    begun = _at(door, day + timedelta(days=7))
    opening = move_opening(by=owner, opening=opening, state=OpeningState.RUNNING, now=begun)
    if place % 3 == 1 and last < door.today:
        result = door.rng.choice(_RESULTS)
        paid = hours / 2 if result == Result.PAID else None
        now = _at(door, last)
        end_opening(by=owner, opening=opening, result=result, paid_hours=paid, last_day=last, now=now)


def _settle(door: _Door) -> None:
    """What was promised for long ago has been done."""
    for step in _old_steps(door):
        settle_step(step.owner, step, StepState.DONE, "", datetime.combine(step.due, time(13), COPENHAGEN))


def _old_steps(door: _Door) -> Iterator[NextStep]:
    old = NextStep.objects.filter(
        company__municipality=door.entrance.municipality, state=StepState.OPEN, due__lt=door.today - timedelta(days=4)
    )
    yield from old.select_related("owner").order_by("due", "pk")

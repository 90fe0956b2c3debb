"""The grants of both jobcentres: applied for from the plan, entered as they were given, spent as the plan was held."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.grants.dates import report_days
from samklang.core.grants.document import terms_from
from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Heading, Standing
from samklang.core.grants.terms import ReportKind as Reported
from samklang.core.words import say
from samklang.demo.calibration import at
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.funding.commands import applications, commitments, grants, reports, schemes, vouchers
from samklang.funding.commands.documents import keep_document
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.drafting import criteria_of, words_of
from samklang.funding.enums import Heading as Headings
from samklang.funding.enums import ReportKind, VatTreatment
from samklang.funding.given import Award, LineGiven, PersonGiven
from samklang.funding.models import Application, Document, Grant, Scheme, Voucher
from samklang.funding.queries.grants import budget_in_force
from samklang.funding.queries.known import known_of
from samklang.funding.queries.own_hours import hours_of
from samklang.funding.queries.plan_costs import UNDER, lines_from_plan, plan_costs, promises_of
from samklang.people.models import Employee
from samklang.planning.models import Programme
from samklang.web.papers import Paper as Letter
from samklang.web.papers import Part as Section
from samklang.web.papers import Text, paper_pdf


class Purse(NamedTuple):
    """What one jobcentre applied for, and what it was given."""

    scheme: str
    title: str
    case_number: str
    applied_on: date
    awarded_on: date
    begins: date
    ends: date
    promised: int
    supplier: str
    extra: Sequence[LineGiven]
    """Lines that no plan knows."""


VEJEN = Purse(
    "regional-pool", "Jobrettede samtaler: samme metode for alle borgere", "27/04417", date(2027, 1, 11),
    date(2027, 1, 14), date(2027, 1, 15), date(2028, 3, 31), 80, "Kursushuset Vejen",
    (
        LineGiven("wages", 2027, "Egne timer på modul 1", Decimal(400), 31_000, "time", own_ore=12_400_000),
        LineGiven("evaluation", 2027, "Måling før og efter", Decimal(1), 1_500_000, "", 300_000, 1_200_000),
    ),
)  # fmt: skip
RINGKOBING_SKJERN = Purse(
    "state-pool", "Én indgang for virksomheder", "26/11902", date(2026, 12, 1), date(2026, 12, 18), date(2027, 1, 1),
    date(2028, 6, 30), 30, "Virksomhedsskolen",
    (
        LineGiven("evaluation", 2027, "Måling før og efter", Decimal(1), 6_000_000, "", 0, 6_000_000),
        LineGiven("audit", 2028, "Revisorerklæring", Decimal(1), 2_500_000, "", 0, 2_500_000),
    ),
)  # fmt: skip
PURSES = {"Vejen": VEJEN, "Ringkøbing-Skjern": RINGKOBING_SKJERN}
_RATE_ORE = 31_000


def fund(town: Register, stage: Stage) -> None:
    """The scheme, the application, the grant, and its books until the day of the stage."""
    lead, head = town.cast.get(Role.PROGRAMME_LEAD), town.cast.get(Role.HEAD)
    purse = next((one for name, one in PURSES.items() if town.jobcentre.name.endswith(name)), None)
    programme = Programme.objects.filter(jobcentre=town.jobcentre).first()
    if lead is None or head is None or purse is None or programme is None:
        return
    grant = _granted(town, lead, purse, programme, stage)
    if grant.begins <= stage.today:
        _spend(lead, head, grant, purse, stage.today)
        _report(lead, grant, stage.today)
        _change(lead, grant, stage.today)
    _ask_the_fund(town, lead, stage.today)


def _granted(town: Register, lead: Person, purse: Purse, programme: Programme, stage: Stage) -> Grant:
    """From the scheme to the letter of award."""
    when = at(purse.applied_on)
    taken = schemes.take_in_scheme(
        by=lead, jobcentre=town.jobcentre, key=purse.scheme, first_day=date(2026, 1, 1), now=when
    )
    for key in ("competence-fund", "own-budget"):
        schemes.take_in_scheme(by=lead, jobcentre=town.jobcentre, key=key, first_day=date(2026, 1, 1), now=when)
    known = known_of(programme, stage.today, "da")
    draft = applications.begin_application(
        by=lead, jobcentre=town.jobcentre, scheme=taken, title=purse.title, round_=taken.rounds.first(),
        programme=programme, now=when, values={
            **words_of(known, "da"), "begins": purse.begins, "ends": purse.ends, "grantee": town.municipality.name,
            "contact": lead, "signatory": town.cast.get(Role.HEAD), "staff": purse.promised,
        },
    )  # fmt: skip
    applications.set_criteria(by=lead, application=draft, criteria=criteria_of(known, purse.ends, "da"))
    lines = [*lines_from_plan(draft, "da"), *purse.extra]
    applications.set_budget(by=lead, application=draft, lines=lines, now=when)
    applications.send_application(by=lead, application=draft, portal_number=f"T-{purse.case_number}", now=when)
    letter = _document(lead, draft, "Tilsagn", f"Tilsagn om tilskud til {purse.title}.", purse.awarded_on)
    asked = sum(one.funder_ore for one in lines)
    award = Award(purse.case_number, asked, purse.awarded_on, purse.begins, purse.ends, purse.promised)
    made = grants.enter_grant(by=lead, application=draft, award=award, letter=letter, now=at(purse.awarded_on))
    grants.set_rate(
        by=lead, grant=made, name="Rådgivere og konsulenter", rate_ore=_RATE_ORE, first_day=purse.begins,
        basis="Gennemsnitlig løn med pension og feriepenge, delt med 1.418 timer.",
    )  # fmt: skip
    promises = promises_of(made, "da")
    commitments.bring_commitments_up(by=lead, grant=made, promises=promises, now=at(purse.awarded_on))
    return made


def _spend(lead: Person, head: Person, grant: Grant, purse: Purse, today: date) -> None:
    """An instalment first; then an invoice for each month under each heading, and the hours of the first module."""
    first = grant.instalments.exclude(due_on=None).order_by("due_on").first()
    in_ = first.amount_ore if first else grant.awarded_ore // 2
    came = grant.begins + timedelta(days=14)
    if came <= today:
        paper = Paper("Første rate", grant.application.scheme.funder, document=grant.letter)
        _attested(head, vouchers.enter_instalment(
            by=lead, grant=grant, day=came, ore=in_, paper=paper, instalment=first, now=at(came)
        ))  # fmt: skip
    corrected = False
    for day, heading, ore, days in _invoices(grant, today):
        text = str(Headings(heading.value).label)
        paper = Paper(
            f"{text}, {day:%m-%Y}", purse.supplier, f"F-{day:%y%m}-{heading.value[:2].upper()}",
            document=_document(lead, grant.application, f"Faktura {day:%m-%Y}", f"{purse.supplier}: {text}", day),
        )  # fmt: skip
        settled = list(grant.commitments.filter(heading=heading.value, day__in=days, settled_by=None, dropped_at=None))
        made = vouchers.enter_cost(
            by=lead, jobcentre=grant.application.jobcentre, day=day, parts=[Part(grant, heading, ore)],
            vat_ore=share_of(ore, 2_500), vat=VatTreatment.REFUNDED, paper=paper, settles=settled, now=at(day),
        )  # fmt: skip
        if day + timedelta(days=21) <= today:
            _attested(head, made)
            if not corrected:
                _corrections(lead, head, grant, purse, made)
                corrected = True
    _own_hours(lead, head, grant, today)


def _invoices(grant: Grant, today: date) -> Iterator[tuple[date, Heading, int, list[date]]]:
    """What was held in each month is invoiced on its last day that something was held, under the funder's headings."""
    months: dict[tuple[int, int, Heading], dict[date, int]] = defaultdict(dict)
    terms = terms_from(grant.terms)
    for (day, plan_heading), ore in plan_costs(grant).items():
        heading = Heading(UNDER[plan_heading].value)
        if grant.begins <= day <= min(today, grant.ends) and ore and terms.standing(heading) is not Standing.BLOCKED:
            held = months[day.year, day.month, heading]
            held[day] = held.get(day, 0) + ore
    for (_, _, heading), held in sorted(months.items(), key=lambda row: (max(row[1]), row[0][2].value)):
        yield max(held), heading, sum(held.values()), sorted(held)


def _corrections(lead: Person, head: Person, grant: Grant, purse: Purse, invoice: Voucher) -> None:
    """What happens in every set of books: a shared invoice, one entered twice, and one that is credited in part."""
    place, day = grant.application.jobcentre, invoice.day
    shared = Paper(
        "Forplejning ved fælles temadag", "Madhuset", "2207",
        document=_document(lead, grant.application, "Faktura 2207", "Madhuset: forplejning ved fælles temadag", day),
    )  # fmt: skip
    parts = [Part(grant, Heading.MATERIALS, 360_000), Part(None, Heading.MATERIALS, 240_000)]
    for number, one in enumerate(("", " (indtastet igen)")):
        made = vouchers.enter_cost(
            by=lead, jobcentre=place, day=day, parts=parts, vat_ore=150_000, vat=VatTreatment.REFUNDED,
            paper=replace(shared, text=shared.text + one), now=at(day),
        )  # fmt: skip
        if number:
            vouchers.counter_voucher(
                by=head, voucher=made, day=day + timedelta(days=3), why="Fakturaen er indtastet to gange.",
                now=at(day + timedelta(days=3)),
            )  # fmt: skip
        else:
            _attested(head, made)
    credited = day + timedelta(days=10)
    note = Paper(
        "Kreditnota: et hold var mindre end aftalt", purse.supplier, "K-1",
        document=_document(lead, grant.application, "Kreditnota K-1", f"{purse.supplier}: mindre hold", credited),
    )  # fmt: skip
    _attested(head, vouchers.enter_credit_note(
        by=lead, voucher=invoice, day=credited, ore=invoice.gross_ore // 20, paper=note, now=at(credited)
    ))  # fmt: skip


def _change(lead: Person, grant: Grant, today: date) -> None:
    """A tenth of the evaluation is moved to materials, with the funder's consent."""
    asked = grant.begins + timedelta(days=90)
    budget = budget_in_force(grant.application)
    if asked + timedelta(days=21) > today or budget is None:
        return
    names = LineGiven.__dataclass_fields__
    lines = [LineGiven(**{name: getattr(one, name) for name in names}) for one in budget.lines.order_by("position")]
    place = next(place for place, one in enumerate(lines) if one.heading == "evaluation")
    less = lines[place]
    cut, own = less.unit_price_ore // 10, less.own_ore // 10
    lines[place] = replace(
        less,
        unit_price_ore=less.unit_price_ore - cut,
        own_ore=less.own_ore - own,
        funder_ore=less.funder_ore - cut + own,
    )
    cards = LineGiven("materials", less.year, "Huskekort til samtalen", Decimal(1), cut, "", own, cut - own)
    made = grants.ask_for_change(
        by=lead, grant=grant, what="Huskekort til alle samtalerum", lines=[*lines, cards], new_end=None, now=at(asked),
        why="Målingen er blevet billigere, og medarbejderne efterspørger et kort, de kan have liggende i samtalen.",
    )  # fmt: skip
    answered = asked + timedelta(days=14)
    grants.decide_change(by=lead, change=made, approved=True, day=answered, answer="Imødekommet.")


def _ask_the_fund(town: Register, lead: Person, today: date) -> None:
    """A draft to the competence fund for three colleagues, one of whom had something of it within the year."""
    scheme = Scheme.objects.filter(jobcentre=town.jobcentre, key="competence-fund").first()
    people = list(Employee.objects.filter(jobcentre=town.jobcentre).order_by("number", "pk")[:3])
    if scheme is None or not people:
        return
    begins, when = today + timedelta(days=60), at(today - timedelta(days=3))
    draft = applications.begin_application(
        by=lead, jobcentre=town.jobcentre, scheme=scheme, title="Diplomfag i den professionelle samtale", now=when,
        values={
            "purpose": "At give tre medarbejdere et fag på diplomniveau, så de kan støtte kolleger i metoden.",
            "begins": begins, "ends": begins + timedelta(days=150), "grantee": town.municipality.name,
            "staff": len(people),
        },
    )  # fmt: skip
    each = 2_400_000
    whole = each * len(people)
    line = LineGiven(
        "external", begins.year, "Et diplomfag til hver", Decimal(len(people)), 3_000_000, "fag", whole // 4, whole
    )
    applications.set_budget(by=lead, application=draft, lines=[line], now=when)
    asked = [PersonGiven(one.person, each, begins) for one in people]
    asked[-1] = replace(asked[-1], had_ore=1_200_000, had_on=today - timedelta(days=120))
    applications.set_people(by=lead, application=draft, people=asked)


def _own_hours(lead: Person, head: Person, grant: Grant, today: date) -> None:
    rate = grant.rates.get()
    if not terms_from(grant.terms).own_hours_count:
        return
    for one in hours_of(grant, rate, today).sessions:
        if one.session.module != "M1" or not one.waits:
            continue
        basis = {
            "people": one.found.people, "minutes": one.found.minutes, "rate_ore": one.rate_ore, "rate": rate.name,
            "session": one.session.title,
        }  # fmt: skip
        made = vouchers.enter_own_hours(
            by=lead, grant=grant, day=one.day, ore=one.found.ore, session=one.session, now=at(one.day),
            paper=Paper(f"Egne timer: {one.session.title}"[:200], basis=basis),
        )  # fmt: skip
        _attested(head, made)


def _report(lead: Person, grant: Grant, today: date) -> None:
    """A status report for the first half-year, once it is over."""
    half = grant.begins + timedelta(days=181)
    dues = report_days(terms_from(grant.terms), grant.begins, grant.ends)
    due = next((one.due_on for one in dues if one.kind is Reported.STATUS), None)
    if half >= today:
        return
    made = reports.begin_report(
        by=lead, grant=grant, kind=ReportKind.STATUS, first_day=grant.begins, last_day=half,
        due_on=due, now=at(half + timedelta(days=7)),
    )  # fmt: skip
    words = {
        "activities": "Planen er lagt, så ekspeditionen holder åbent. Enigheden er målt med fælles cases.",
        "deviations": "Ingen væsentlige afvigelser.",
        "learnt": "Det hjælper, at alle bruger de samme ord om det, man ser i en samtale.",
        "next_steps": "Holdene fortsætter som planlagt, med sparring og opfølgning mellem modulerne.",
        "signed_by": f"{lead.name}, programleder",
    }
    reports.change_report(by=lead, report=made, values=words)
    sent = half + timedelta(days=20)
    reports.send_report(by=lead, report=made, today=sent, now=at(sent))


def _attested(head: Person, voucher: Voucher) -> None:
    vouchers.attest_voucher(by=head, voucher=voucher, now=at(voucher.day + timedelta(days=2)))


def _document(by: Person, application: Application, title: str, text: str, day: date) -> Document:
    """A constructed document, which says that it is one."""
    words = [Text(text), Text("Konstrueret til demonstration. Ikke et rigtigt bilag.")]
    letter = Letter("demo", say("Constructed document"), say("Made for the demonstration"), [title], [
        Section(title, words)
    ])  # fmt: skip
    return keep_document(
        by=by,
        jobcentre=application.jobcentre,
        name=f"{title}.pdf",
        content=paper_pdf(letter, "da", at(day)),
        now=at(day),
    )

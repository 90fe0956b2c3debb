"""The plan as a spreadsheet, for those who go on working with it: plan.xlsx."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from samklang.core.alphabet import place_of
from samklang.core.words import Money, Sentence, Share, say
from samklang.reports import dates
from samklang.reports.plan_view import CohortView, CoverCell, GroupCover, ModuleView, PersonView, PlanView, stated
from samklang.reports.sheet import Book, Coloured, Content

_SHADES = (("#0D4F5E", "#FFFFFF"), ("#7FB9C0", "#16292D"), ("#B9DADC", "#16292D"), ("#E1EEEE", "#16292D"))
"""Ground and ink for 0, 1, 2 and more to spare, where somebody is away."""


def write(view: PlanView, path: Path, language: str) -> Path:
    """Write the plan as a spreadsheet. No cell holds a formula, whatever names and titles look like.

    raises: OSError where it cannot be written; what stood there before then still does.
    """
    book = Book(view.title, view.made_at, language)
    book.add_page(say("Overview"), _overview(view))
    _cohorts(book, view)
    _sessions(book, view)
    _people(book, view)
    _cover(book, view)
    _cover_details(book, view)
    _money(book, view)
    _payments(book, view)
    _reasons(book, view)
    _wishes(book, view)
    book.save(path)
    return path


def _overview(view: PlanView) -> Iterator[Sequence[Content]]:
    yield (view.title,)
    yield ()
    for sentence in view.summary:
        yield (None, sentence)
    yield ()
    for figure in view.figures:
        yield (figure.label, figure.value)
        if figure.note:
            yield (None, figure.note)
    yield ()
    yield (say("Made on"), view.made_at)
    yield (say("Fingerprint of the input"), view.fingerprint)
    yield (say("Seed"), view.made.seed)


def _cohorts(book: Book, view: PlanView) -> None:
    teams = sorted({team for cohort in view.cohorts for team, _ in cohort.teams}, key=place_of)
    columns: list[str | Sentence] = [say("Cohort"), say("Members"), say("First session"), say("Last session")]
    columns += [*teams, say("Names")]

    def row(cohort: CohortView) -> Iterator[Content]:
        yield from (cohort.number, len(cohort.members), cohort.first_day, cohort.last_day)
        yield from (dict(cohort.teams).get(team, 0) for team in teams)
        yield ", ".join(member.name for member in cohort.members)

    rows = (tuple(row(cohort)) for cohort in view.cohorts)
    book.add(say("Cohorts"), columns, rows, frozen_columns=1)


def _sessions(book: Book, view: PlanView) -> None:
    columns = (
        say("Date"),
        say("Weekday"),
        say("Week"),
        say("Time of day"),
        say("Cohort"),
        say("Module"),
        say("Trainer"),
        say("Room"),
        say("Site"),
        say("Participants"),
        say("Status"),
    )
    rows = (
        (
            session.date,
            dates.weekday_name(session.date, book.language),
            dates.week_of(session.date)[1],
            session.time_of_day,
            session.cohort,
            f"{session.module.number}. {session.module.name}",
            session.trainer,
            session.room,
            session.site,
            len(session.attendees),
            say("held") if session.held else say("planned"),
        )
        for session in view.sessions
    )
    book.add(say("Sessions"), columns, rows, frozen_columns=1)


def _people(book: Book, view: PlanView) -> None:
    columns: list[str | Sentence] = [say("Number"), say("Name"), say("Team"), say("Role"), say("Site"), say("Cohort")]
    for module in view.modules:
        columns.append(module.name)
        if not module.whole_day:
            columns.append(say("{module}: time of day", module=module.name))
    rows = (
        (
            person.who.id,
            person.who.plain,
            person.who.team,
            person.role,
            person.site,
            say("no seat") if person.cohort is None else person.cohort,
            *(content for module in view.modules for content in _dates(person, module)),
        )
        for person in view.people
    )
    book.add(say("People"), columns, rows, frozen_columns=2)


def _dates(person: PersonView, module: ModuleView) -> tuple[Content, ...]:
    """The person's date in the module, and for half-days which half."""
    going = next((session for session in person.sessions if session.module == module), None)
    if going:
        return (going.date,) if module.whole_day else (going.date, going.half)
    done = say("done earlier") if module in person.done_before else None
    return (done,) if module.whole_day else (done, None)


def _cover(book: Book, view: PlanView) -> None:
    """How many there are to spare: half-days down, groups across."""
    groups = view.cover.groups
    when = sorted({key for group in groups for key in group.cells})
    columns: list[str | Sentence] = [say("Date"), say("Weekday"), say("Week"), say("Time of day")]
    columns += [group.name for group in groups]
    rows = (
        (*_when(day, book.language), half, *(_spare(group, group.cells.get((day, half))) for group in groups))
        for day, half in when
    )
    book.add(say("Cover"), columns, rows, frozen_columns=4)


def _when(day: date, language: str) -> tuple[Content, ...]:
    return day, dates.weekday_name(day, language), dates.week_of(day)[1]


def _spare(group: GroupCover, cell: CoverCell | None) -> Content:
    if cell is None:
        return None
    if not cell.away:
        return Coloured(cell.slack)
    ground, ink = _SHADES[min(max(cell.slack, 0), len(_SHADES) - 1)]
    return Coloured(cell.slack, ground, ink, marked=cell in group.tightest)


def _cover_details(book: Book, view: PlanView) -> None:
    columns = (
        say("Group"),
        say("Date"),
        say("Weekday"),
        say("Week"),
        say("Time of day"),
        say("At work without sessions"),
        say("In a session"),
        say("Temps"),
        say("Left"),
        say("Needed"),
        say("To spare"),
        say("Remark"),
    )
    rows = (
        (
            group.name,
            *_when(cell.date, book.language),
            cell.half,
            cell.left + cell.away,
            cell.away,
            cell.temps,
            cell.manned,
            cell.need,
            cell.slack,
            say("tightest") if cell in group.tightest else None,
        )
        for group in view.cover.groups
        for cell in group.cells.values()
    )
    book.add(say("Cover in detail"), columns, rows, frozen_columns=2)


def _money(book: Book, view: PlanView) -> None:
    """One line for each source, with what it pays under each heading."""
    money = view.money
    headings = [row.heading for row in money.by_heading]
    columns = (
        say("Source"),
        say("Amount"),
        say("Used"),
        say("Left"),
        say("Share of the plan"),
        say("First date"),
        say("Last date"),
        say("Pays at most"),
        *headings,
    )

    def by_heading(place: int) -> tuple[Content, ...]:
        return tuple(Money(row.amounts_ore[place]) for row in money.by_heading)

    rows: list[Sequence[Content]] = [
        (
            grant.name,
            Money(grant.amount_ore),
            Money(grant.used_ore),
            Money(grant.left_ore),
            Share(grant.share),
            grant.first_day,
            grant.last_day,
            Share(grant.at_most),
            *by_heading(place),
        )
        for place, grant in enumerate(money.grants)
    ]
    budget = say("no limit") if money.own_budget_ore is None else Money(money.own_budget_ore)
    left = None if money.own_left_ore is None else Money(money.own_left_ore)
    own = (budget, Money(money.own_ore), left, Share(money.own_share), None, None, None)
    rows.append((say("Own money"), *own, *by_heading(len(money.grants))))
    totals = (Money(row.total_ore) for row in money.by_heading)
    rows.append((say("In all"), None, Money(money.total_ore), None, None, None, None, None, *totals))
    book.add(say("Money"), columns, rows, frozen_columns=1)


def _payments(book: Book, view: PlanView) -> None:
    columns = (say("Date"), say("Heading"), say("Source"), say("Amount"))
    rows = ((one.date, one.heading, one.source, Money(one.amount_ore)) for one in view.money.postings)
    book.add(say("Payments"), columns, rows, frozen_columns=1)


def _reasons(book: Book, view: PlanView) -> None:
    columns = (say("Number"), say("Name"), say("Team"), say("Reason"))
    rows = (
        (person.who.id, person.who.plain, person.who.team, stated(person.reason, book.language))
        for person in view.untrained
    )
    book.add(say("Reasons"), columns, rows, frozen_columns=2)


def _wishes(book: Book, view: PlanView) -> None:
    columns = (say("Order"), say("Wish"), say("Came out as"), say("Could it be better?"), say("What is counted"))
    rows = (
        (place, level.name, level.value, level.verdict, level.meaning)
        for place, level in enumerate(view.levels, start=1)
    )
    book.add(say("Wishes"), columns, rows, frozen_columns=2)

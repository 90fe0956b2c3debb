"""Parts that say what Samklang holds, how long, and what it never does: from the tables, the rules and the wall."""

from collections.abc import Iterator, Mapping, Sequence

from samklang.access.queries.retention import InForce, rules_on
from samklang.core.words import Sentence, say, say_n
from samklang.desk.papers.about import About
from samklang.desk.papers.kinds import OTHERS, PASSES, Kind, by_area
from samklang.web.papers.paper import Bullets, Part, Table, Text, Words

_YEAR = 365
AREAS: Mapping[str, tuple[Sentence, Sentence]] = {
    "access": (say("Access and the wall"), say("To let people in, give them roles, and show who did and read what.")),
    "people": (
        say("Staff register"),
        say("To know who works where and when."),
    ),
    "method": (say("Method, skills and development"), say("To agree on a method, and to prepare appraisal talks.")),
    "calibration": (say("Calibration"), say("To see how far those who rate cases agree.")),
    "planning": (say("Course plans"), say("To plan courses around leave and cover.")),
    "delivery": (
        say("Courses and certificates"),
        say("To run courses: seats, attendance, letters and certificates."),
    ),
    "practice": (
        say("Practice and sparring"),
        say("To practise alone, with a colleague, or observed when agreed."),
    ),
    "citizens": (say("Conversations with citizens"), say("To prepare conversations and to look back on them.")),
    "companies": (say("Companies"), say("To answer companies, keep promises, and hand contact over.")),
    "evidence": (say("Evidence"), say("To see whether it works, without names.")),
    "funding": (say("Grants and accounts"), say("To apply for grants, account for them, and report.")),
    "committee": (
        say("The page for the political committee"),
        say("To tell the committee how it goes."),
    ),
    "handbook": (say("Handbook"), say("To help those who use Samklang.")),
}
"""What each area is called in papers, and what for; a test holds that each area with people in it stands here."""

NEVER: Sequence[Sentence] = (
    say("No page, file or interface ranks named people, or sorts them by how well they do."),
    say("No score of a person, no judgement of a person by a machine, no reading of voice or mood."),
    say("No export to pay or personnel systems."),
    say("No citizen's name or civil registration number; text that holds something like one is refused."),
    say("Nothing of groups of fewer than five."),
    say("Nothing is measured before a notice of it is in force."),
)


def never_part() -> Part:
    """What the ways are not built for."""
    return Part(say("What Samklang never does"), [Bullets(NEVER)])


def data_parts() -> Iterator[Part]:
    """Area by area, each table with its kinds of data and its end."""
    areas = by_area()
    for area in [*AREAS, *(one for one in areas if one not in AREAS)]:
        if area in areas:
            title, what_for = AREAS.get(area, (Sentence(area), Sentence("")))
            yield Part(title, [Text(what_for), *_tables(areas[area])], level=3)
    headings = (say("About whom"), say("What"), say("What becomes of it"))
    rows = [(one.whom, one.what, one.ends) for one in OTHERS]
    others = Table(say("People who are no users of Samklang, and traces by number only"), headings, rows)
    yield Part(say("Others than users"), [others, Text(PASSES)], level=3)


def _tables(kinds: Sequence[Kind]) -> Iterator[Table | Text]:
    about_people = [one for one in kinds if not one.only_as_maker]
    if about_people:
        headings = (say("What it is, and why"), say("Personal data"), say("When the person is erased"))
        rows: list[tuple[Words, Words, Words]] = [
            (say("{title}. {why}", title=one.title, why=one.why), say("{kinds}", kinds=one.fields),
             say("{kinds}", kinds=one.ends))
            for one in about_people
        ]  # fmt: skip
        yield Table(say("Personal data"), headings, rows)
    makers = tuple(one.title for one in kinds if one.only_as_maker)
    if makers:
        says = say("Who made, changed or decided something stands besides in: {titles}. When they are erased, only a "
                   "number is left.", titles=makers)  # fmt: skip
        yield Text(says)


def retention_table(about: About) -> Table:
    """How long each kind is kept, on which ground, and whether somebody answers for it."""
    rules = [*rules_on(about.municipality, about.today), *rules_on(None, about.today)]
    headings = (say("What"), say("Kept"), say("Ground"), say("Verified?"))
    rows = [(one.kind.title, _kept(one), _ground(one), _verified(one)) for one in rules]
    return Table(say("How long data are kept"), headings, rows)


def _kept(rule: InForce) -> Sentence:
    years, rest = divmod(rule.days, _YEAR)
    time = say_n("{count} day", "{count} days", rule.days) if rest else say_n("{count} year", "{count} years", years)
    return say("{time} after {after}", time=time, after=rule.kind.after)


def _ground(rule: InForce) -> Words:
    return rule.own.ground if rule.own else rule.kind.ground


def _verified(rule: InForce) -> Sentence:
    if rule.own:
        return say("Yes: decided by the municipality, from {day}.", day=rule.own.first_day)
    return say("Yes: checked against its source.") if rule.verified else say("No: proposed by Samklang, to be checked.")

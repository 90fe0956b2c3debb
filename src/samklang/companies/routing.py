"""Who gets an enquiry, and why: rules, whose turn it is, who is away and who stands in. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from samklang.core.words import Sentence, Value, say, with_values

_POSTCODE = re.compile("[0-9]{4}")


class Reason(StrEnum):
    """Why somebody got an enquiry: what `Assignment.why` holds."""

    COMPANY_OWNER = "company-owner"
    RULE_PERSON = "rule-person"
    RULE_TEAM = "rule-team"
    FALLBACK = "fallback"
    TEMP = "temp"
    COLLEAGUE = "colleague"
    FALLBACK_STANDS_IN = "fallback-stands-in"
    NOBODY = "nobody"
    NOBODY_STANDS_IN = "nobody-stands-in"
    WROTE_DOWN = "wrote-down"
    ANSWERED = "answered"
    TAKEN = "taken"
    GIVEN = "given"
    PUT_BACK = "put-back"
    RETURNED = "returned"
    HANDED_OVER = "handed-over"


STANDS_IN = frozenset({Reason.TEMP, Reason.COLLEAGUE, Reason.FALLBACK_STANDS_IN, Reason.NOBODY_STANDS_IN})
"""The reasons that end when whoever is away returns."""


@dataclass(frozen=True)
class Asked:
    """What routing looks at of an enquiry; empty where it is not known."""

    sector: str = ""
    postcode: str = ""
    need: str = ""
    language: str = ""


@dataclass(frozen=True)
class Rule:
    """Who gets what fits. What is empty fits everything; it leads to a team or to a person, by number."""

    number: int
    sector: str = ""
    postcodes: str = ""
    need: str = ""
    language: str = ""
    team: int | None = None
    person: int | None = None

    def fits(self, asked: Asked) -> bool:
        """Whether everything that the rule asks for is so."""
        wanted = ((self.sector, asked.sector), (self.need, asked.need), (self.language, asked.language))
        return all(not one or one == given for one, given in wanted) and self._lies_in(asked.postcode)

    def _lies_in(self, postcode: str) -> bool:
        if not self.postcodes:
            return True
        return bool(_POSTCODE.fullmatch(postcode)) and any(
            first <= postcode <= last for first, last in spans_of(self.postcodes)
        )


@dataclass(frozen=True)
class Colleague:
    """Somebody who may meet companies. stands_in_for: the person whom a temp is there instead of."""

    person: int
    team: int | None
    open: int = 0
    away: bool = False
    stands_in_for: int | None = None


@dataclass(frozen=True)
class Chosen:
    """Who gets it: `person` is None where nobody can; `team` is where it lies; `rule` the one that fits."""

    person: int | None
    why: Reason
    team: int | None = None
    instead_of: int | None = None
    rule: int | None = None
    wanted: Reason | None = None
    """Why it was to be whoever is away."""


class NotPostcodes(ValueError):
    """Raised where a text holds something else than postcodes; `part` is what."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def spans_of(text: str) -> tuple[tuple[str, str], ...]:
    """First and last postcode of each span of "6600, 6621-6630". Raises NotPostcodes."""
    found = []
    for part in filter(None, (one.strip() for one in re.split("[,;]", text))):
        first, dash, last = (one.strip() for one in re.sub("[–—]", "-", part).partition("-"))
        last = last if dash else first
        if not (_POSTCODE.fullmatch(first) and _POSTCODE.fullmatch(last) and first <= last):
            raise NotPostcodes(part)
        found.append((first, last))
    return tuple(found)


def choose(
    asked: Asked, *, owner: int | None, rules: Iterable[Rule], colleagues: Sequence[Colleague],
    fallback_team: int | None,
) -> Chosen:  # fmt: skip
    """Who gets an enquiry: the company's owner; else the first rule that fits; else the fallback team; else nobody."""
    known = {one.person: one for one in colleagues}
    if owner is not None and owner in known:
        return _person(known[owner], Reason.COMPANY_OWNER, colleagues, fallback_team)
    rule = next((one for one in rules if one.fits(asked)), None)
    if rule is not None and rule.person is not None and rule.person in known:
        found = _person(known[rule.person], Reason.RULE_PERSON, colleagues, fallback_team)
        return replace(found, rule=rule.number)
    if rule is not None and rule.team is not None and (turn := whose_turn(colleagues, rule.team)):
        return Chosen(turn.person, Reason.RULE_TEAM, rule.team, rule=rule.number)
    if turn := whose_turn(colleagues, fallback_team):
        return Chosen(turn.person, Reason.FALLBACK, fallback_team, rule=rule.number if rule else None)
    return Chosen(None, Reason.NOBODY, rule.team if rule and rule.team else fallback_team,
                  rule=rule.number if rule else None)  # fmt: skip


def _person(
    wanted: Colleague, why: Reason, colleagues: Sequence[Colleague], fallback_team: int | None
) -> Chosen:  # fmt: skip
    if not wanted.away:
        return Chosen(wanted.person, why, wanted.team)
    return replace(stand_in(wanted, colleagues, fallback_team), wanted=why)


def stand_in(away: Colleague, colleagues: Sequence[Colleague], fallback_team: int | None) -> Chosen:
    """Who gets what somebody has who is away: their temp, else a colleague of the team, else the fallback team."""
    temps = [one for one in colleagues if one.stands_in_for == away.person and not one.away]
    if temps:
        temp = min(temps, key=_load)
        return Chosen(temp.person, Reason.TEMP, temp.team, away.person)
    others = [one for one in colleagues if one.person != away.person]
    if turn := whose_turn(others, away.team):
        return Chosen(turn.person, Reason.COLLEAGUE, away.team, away.person)
    if turn := whose_turn(others, fallback_team):
        return Chosen(turn.person, Reason.FALLBACK_STANDS_IN, fallback_team, away.person)
    return Chosen(None, Reason.NOBODY_STANDS_IN, away.team or fallback_team, away.person)


def whose_turn(colleagues: Iterable[Colleague], team: int | None) -> Colleague | None:
    """The one of the team with the fewest open enquiries who is at work; of several the lowest number."""
    there = [one for one in colleagues if team is not None and one.team == team and not one.away]
    return min(there, key=_load, default=None)


def _load(one: Colleague) -> tuple[int, int]:
    return one.open, one.person


WORDS: Mapping[Reason, Sentence] = {
    Reason.COMPANY_OWNER: say("{name} has the contact with the company."),
    Reason.RULE_PERSON: say("A rule gives enquiries like this to {name}."),
    Reason.RULE_TEAM: say("A rule gives enquiries like this to {team}, and it was the turn of {name}."),
    Reason.FALLBACK: say(
        "No rule leads to anybody who is at work. {team} gets the rest, and it was the turn of {name}."
    ),
    Reason.TEMP: say("{away} {until}; {name} is employed to stand in."),
    Reason.COLLEAGUE: say("{away} {until}; {name} stands in."),
    Reason.FALLBACK_STANDS_IN: say("{away} {until}, and so is the rest of the team; {name} of {team} stands in."),
    Reason.NOBODY: say("No rule leads to anybody who is at work, so nobody has it yet."),
    Reason.NOBODY_STANDS_IN: say("{away} {until}, and nobody who could stand in is at work, so nobody has it yet."),
    Reason.WROTE_DOWN: say("{name} took the call, and owns it."),
    Reason.ANSWERED: say("{name} answered the company, and owns it."),
    Reason.TAKEN: say("{name} took it."),
    Reason.GIVEN: say("{by} gave it to {name}."),
    Reason.PUT_BACK: say("{by} put it back, so that anybody can take it."),
    Reason.HANDED_OVER: say("Whoever had it has handed it over."),
    Reason.RETURNED: say("{name} is back, so the stand-in is over."),
}


def words_of(why: str, values: Mapping[str, Value]) -> Sentence:
    """The reason as a sentence. values: name, team, away, until, by – those that the reason knows of."""
    return with_values(WORDS[Reason(why)], **values)


AWAY_UNTIL = say("is away until {day}")
AWAY = say("is away until further notice")
GONE = say("does not work here any more")
"""What `{until}` says."""

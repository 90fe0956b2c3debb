"""What a check of a grant finds: a sentence, how much it weighs, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from samklang.core.words import Sentence, say


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    STOP = "stop"
    """It cannot be sent or booked like this."""
    WARN = "warn"
    """Somebody has to look at it."""
    NOTE = "note"
    """Good to know; a rule that nobody has verified never weighs more than this."""


@dataclass(frozen=True)
class Finding:
    """One thing found. Two checks that find the same thing give the same key."""

    key: str
    """What kind it is: "heading-blocked", "cap-per-person"."""
    severity: Severity
    says: Sentence
    where: str = ""
    """The key of the line, voucher, heading or person it stands at; empty where it is the whole."""

    def __str__(self) -> str:
        return f"{self.severity} {self.key} {self.where}: {self.says}"


SEVERITY_WORDS: dict[Severity, Sentence] = {
    Severity.STOP: say("Must be mended"),
    Severity.WARN: say("Should be looked at"),
    Severity.NOTE: say("Worth knowing"),
}
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Heaviest first, then by key and place: an order without ties for findings that differ in any of these."""
    return sorted(findings, key=lambda one: (_ORDER[one.severity], one.key, one.where))


def stops(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop, in order."""
    return [one for one in in_order(findings) if one.severity is Severity.STOP]

"""What is written down of rounds, budgets, criteria, awards and promises, before it is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from samklang.access.models import Person
from samklang.funding.enums import VatTreatment


@dataclass(frozen=True)
class RoundGiven:
    """One round as it is written: when it opens and closes by the clock in Denmark, and when the answer comes."""

    name: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    decision_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class LineGiven:
    """One line of a budget as it is written; amounts in øre."""

    heading: str
    year: int
    text: str
    quantity: Decimal
    unit_price_ore: int
    unit: str = ""
    own_ore: int = 0
    funder_ore: int = 0
    vat: str = VatTreatment.REFUNDED
    vat_ore: int = 0
    activity: str = ""
    why: str = ""


@dataclass(frozen=True)
class CriterionGiven:
    """One success criterion as it is written."""

    indicator: str
    metric: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    method: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class OtherIncome:
    """The income side of a budget besides the grant and co-funding; amounts in øre."""

    other_grants_ore: int = 0
    vat_back_ore: int = 0
    depreciation_ore: int = 0

    @property
    def whole_ore(self) -> int:
        """All of it."""
        return self.other_grants_ore + self.vat_back_ore + self.depreciation_ore


@dataclass(frozen=True)
class PersonGiven:
    """What is asked for one person as it is written; amounts in øre."""

    person: Person
    ore: int
    starts_on: date
    had_ore: int = 0
    had_on: date | None = None


@dataclass(frozen=True)
class Award:
    """What the letter of award says."""

    case_number: str
    awarded_ore: int
    awarded_on: date
    begins: date
    ends: date
    promised_staff: int | None = None


@dataclass(frozen=True)
class Promise:
    """So much under a heading, expected to be paid on a day. key: what it is of, once within the grant."""

    key: str
    heading: str
    text: str
    ore: int
    day: date | None

"""Funding: a jobcentre with a scheme, an application, a grant, and books in any state."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories.people import a_jobcentre, a_team, somebody_who_is, the_lead_of

from samklang.access.enums import Role
from samklang.access.models import Person, Place
from samklang.core.grants.terms import Heading, Standing, Terms
from samklang.funding.commands import applications, grants, schemes, vouchers
from samklang.funding.commands.documents import keep_document
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.enums import VatTreatment
from samklang.funding.given import Award, CriterionGiven, LineGiven
from samklang.funding.models import Application, Grant, Scheme, Voucher

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEGINS, ENDS = date(2026, 2, 1), date(2026, 12, 31)
LINES = (
    LineGiven("external", 2026, "Underviser", Decimal(10), 4_000_000, "dag", 8_000_000, 32_000_000),
    LineGiven("wages", 2026, "Egne timer", Decimal(200), 50_000, "time", 10_000_000, 0),
    LineGiven("materials", 2026, "Hæfter", Decimal(100), 10_000, "stk.", 200_000, 800_000),
)
WORDS: dict[str, Any] = {
    "purpose": "Samme metode i alle samtaler.", "target_group": "Rådgivere", "method": "Den jobrettede samtale",
    "activities": "Kurser", "time_plan": "Efteråret", "theory": "Kursus fører til øvelse", "evaluation": "Før og efter",
    "grantee": "Kommunen", "begins": BEGINS, "ends": ENDS, "staff": 80,
}  # fmt: skip
EIGHTY = Terms(
    headings={one: Standing.ELIGIBLE for one in Heading if one is not Heading.EQUIPMENT}
    | {Heading.EQUIPMENT: Standing.BLOCKED},
    funder_share_bp=8_000, own_hours_count=True, free_reallocation_bp=1_000,
)  # fmt: skip


class Funded:
    """A jobcentre with whoever runs grants there, and one scheme that pays four fifths."""

    def __init__(self, jobcentre: Place | None = None, lead: Person | None = None) -> None:
        self.jobcentre: Place = jobcentre or a_team(a_jobcentre(), "Team Job").parent
        self.lead: Person = lead or the_lead_of(self.jobcentre)
        taken = schemes.take_in_scheme(
            by=self.lead, jobcentre=self.jobcentre, key="regional-pool", first_day=date(2026, 1, 1), now=NOW
        )
        self.scheme: Scheme = schemes.change_scheme(by=self.lead, scheme=taken, terms=EIGHTY)

    def colleague(self) -> Person:
        """Somebody else who runs grants there."""
        return somebody_who_is(Role.HEAD, self.jobcentre)

    def draft(self, **values: Any) -> Application:
        """An application with everything said in it."""
        made = applications.begin_application(
            by=self.lead, jobcentre=self.jobcentre, scheme=self.scheme, title="Jobrettede samtaler",
            round_=self.scheme.rounds.first(), values={**WORDS, **values}, now=NOW,
        )  # fmt: skip
        criterion = CriterionGiven("Uddannet og stadig her", unit="personer", target=Decimal(80), due_on=ENDS)
        applications.set_criteria(by=self.lead, application=made, criteria=[criterion])
        applications.set_budget(by=self.lead, application=made, lines=LINES, now=NOW)
        return made

    def sent(self) -> Application:
        """The same, sent."""
        return applications.send_application(by=self.lead, application=self.draft(), portal_number="T-17", now=NOW)

    def granted(self, ore: int = 40_000_000, **changes: Any) -> Grant:
        """A grant of 400,000 kr. unless said otherwise."""
        award = Award(
            **{
                "case_number": "26/1234",
                "awarded_ore": ore,
                "awarded_on": date(2026, 1, 20),
                "begins": BEGINS,
                "ends": ENDS,
                "promised_staff": 80,
                **changes,
            }
        )
        return grants.enter_grant(by=self.lead, application=self.sent(), award=award, now=NOW)

    def paper(self, text: str = "Undervisning", supplier: str = "Kursushuset") -> Paper:
        """What stands on an invoice, with the invoice itself."""
        content = b"%PDF-1.7 " + text.encode()
        kept = keep_document(by=self.lead, jobcentre=self.jobcentre, name="faktura.pdf", content=content, now=NOW)
        return Paper(text, supplier, "F-1", document=kept)

    def cost(self, grant: Grant, ore: int = 4_000_000, day: date = date(2026, 4, 1), **changes: Any) -> Voucher:
        """An invoice from the trainer, without VAT and without its document unless said otherwise."""
        parts = changes.pop("parts", [Part(grant, changes.pop("heading", Heading.EXTERNAL), ore)])
        paper = changes.pop("paper", Paper(text="Undervisning", supplier="Kursushuset", supplier_reference="F-1"))
        given = {"vat_ore": 0, "vat": VatTreatment.NONE, "now": NOW, **changes}
        return vouchers.enter_cost(by=self.lead, jobcentre=self.jobcentre, day=day, parts=parts, paper=paper, **given)

"""The figures of funding: what each counts, and what it does not say."""

from collections.abc import Mapping

from samklang.access.enums import Role
from samklang.core.metric import Metric, by_key
from samklang.core.words import say

SPENT, DUE, PAYBACK = "grant-spent", "grant-due", "grant-payback"
_KRONER = say("kroner")
_BOOKS = say("The books of the grant")

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=SPENT, area="funding", label=say("Spent under each heading"),
        definition=say("Costs in the books of a grant by the funder's headings, beside the budget that is agreed."),
        unit=_KRONER,
        numerator=say("Costs entered on the grant, own hours and VAT that is borne among them, less credit notes."),
        denominator=None, source=_BOOKS,
        caveat=say("What has been agreed and not yet invoiced stands beside as commitments, and is not in it."),
        n=say("vouchers"), least=0, owner=Role.PROGRAMME_LEAD.value,
    ),
    Metric(
        key=DUE, area="funding", label=say("What the grant comes to"),
        definition=say("What the funder owes for what has been spent so far: never more than was granted."),
        unit=_KRONER,
        numerator=say(
            "The funder's share of costs under headings that are paid, at most the award and what was paid in money."
        ),
        denominator=None, source=_BOOKS,
        caveat=say("Rests on terms that may not have been looked up; which ones stands beside."),
        n=say("vouchers"), least=0, owner=Role.PROGRAMME_LEAD.value,
    ),
    Metric(
        key=PAYBACK, area="funding", label=say("Money expected to be paid back"),
        definition=say("What has been received beyond what the grant is expected to come to at its end."),
        unit=_KRONER,
        numerator=say("Instalments received less what the grant comes to by the forecast; nought where it is less."),
        denominator=None, source=_BOOKS,
        caveat=say("A forecast from the pace so far and from commitments, with a range."),
        n=say("vouchers"), least=0, owner=Role.PROGRAMME_LEAD.value,
    ),
)  # fmt: skip

"""What the tables of funding are called, and why each is kept."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

FUNDING: Mapping[str, tuple[Sentence, Sentence]] = {
    "funding.scheme": (
        say("Schemes written down"),
        say("Show who answers for what a scheme is said to demand."),
    ),
    "funding.document": (
        say("Files added to grants"),
        say("Show who added a voucher or a letter, as the law on accounts asks."),
    ),
    "funding.application": (
        say("Applications for grants"),
        say("Show who answers for an application."),
    ),
    "funding.personasked": (
        say("Money asked for, for you"),
        say("Hold what is asked for each person against the most that one can get, as the fund's rules ask."),
    ),
    "funding.budget": (
        say("Budgets made"),
        say("Show who made a budget."),
    ),
    "funding.grant": (
        say("Grants entered"),
        say("Show who entered a grant."),
    ),
    "funding.condition": (
        say("Conditions of grants said to be met"),
        say("Show who said that a condition is met."),
    ),
    "funding.changerequest": (
        say("Changes of grants asked for"),
        say("Show who asked the funder for a change."),
    ),
    "funding.voucher": (
        say("Vouchers entered or attested"),
        say("Show who entered and who attested a cost, as the law on accounts asks."),
    ),
    "funding.commitment": (
        say("Commitments entered"),
        say("Show who entered what is still to be paid."),
    ),
    "funding.report": (
        say("Reports to funders"),
        say("Show who made, signed and sent a report."),
    ),
}
"""Each table: what it is, and why it is kept."""

FUNDING_FIELDS: Mapping[str, Sentence] = {
    "agreed_on": say("Agreed on"),
    "attested_at": say("Attested"),
    "awarded_on": say("Granted on"),
    "decided_on": say("Decided on"),
    "dropped_at": say("Taken out"),
    "dropped_by_hand": say("Taken out by hand"),
    "entered_at": say("Entered"),
    "had_on": say("Had on"),
    "had_ore": say("Had before"),
    "met_on": say("Met on"),
    "new_end": say("New end"),
    "old_end": say("End until now"),
    "signed_by": say("Signed by"),
    "starts_on": say("The course begins"),
}
"""What its fields are called."""

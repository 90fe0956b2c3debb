"""What came of looking at the contact guard. Who looked is not kept: neither here nor in the ledger."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.models import Company, GuardOutcome
from samklang.companies.queries.companies import team_of
from samklang.companies.rules.company import write_about_company


@transaction.atomic
def note_outcome(
    by: Person, company: Company, reasons: Sequence[str], day: date, *, went_on: bool, left_before: bool = False
) -> GuardOutcome | None:
    """That somebody of a team was told something, and whether they went on; None where nothing was told.

    left_before: whether they have just left it, and go on after all: then the contact that was counted as spared is
    not. It is any such line of the team, the company and the day, since none of them says whose it is.
    Raises NotAllowed.
    """
    require(write_about_company(by, company.municipality_id))
    if not reasons:
        return None
    team = team_of(by, day)
    if left_before:
        found = GuardOutcome.objects.select_for_update().filter(company=company, team=team, day=day, went_on=False)
        left = found.order_by("-pk").first()
        if left is not None:
            left.went_on = went_on
            left.save(update_fields=["went_on"])
            return left
    return GuardOutcome.objects.create(
        company=company, team=team, day=day, reasons=list(reasons), went_on=went_on
    )  # fmt: skip

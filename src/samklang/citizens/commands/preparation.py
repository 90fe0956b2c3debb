"""A link to a citizen: made, answered, taken away. What was typed to make it is not kept, and neither is its secret."""

import secrets
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from samklang.access.case_reference import fault_of
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.refusals import Refusal, require
from samklang.citizens import content
from samklang.citizens.case_key import case_key
from samklang.citizens.enums import Reading
from samklang.citizens.models import Preparation
from samklang.citizens.queries.preparation import languages_of, link_with, read
from samklang.citizens.rules import preparation as rules
from samklang.core.words import say
from samklang.ledger.commands import record

_NO_REFERENCE = Refusal(say("Write the number of the case."))


@transaction.atomic
@sensitive_variables("reference", "secret", "fault")
def make_preparation(
    *, by: Person, jobcentre: Place | None, reference: str, day: date, level: Reading, language: str, today: date,
    now: datetime,
) -> tuple[Preparation, str]:  # fmt: skip
    """Make a link, and give it with its secret, which nobody can read again. Raises NotAllowed."""
    require(rules.make_link(by, jobcentre, day, today))
    assert jobcentre is not None  # noqa: S101 - the rule has refused otherwise
    fault = fault_of(reference)
    require(Refusal(fault) if fault is not None else None if reference else _NO_REFERENCE)
    found = read(languages_of(jobcentre), language, level)
    secret = secrets.token_urlsafe(32)
    made = Preparation.objects.create(
        jobcentre=jobcentre, person=by, case_key=case_key(reference, by.municipality_id), token_key=hash_of(secret),
        day=day, level=found.level, language=found.language.tag, made_at=now,
    )  # fmt: skip
    record("preparation-made", by=by, subject=made, about=by, place=jobcentre)
    return made, secret


@transaction.atomic
@sensitive_variables("secret")
def answer_preparation(*, secret: str, topics: Collection[str], today: date, now: datetime) -> None:
    """Keep what was ticked, in place of what was before. Raises NotAllowed.

    The ledger says nothing of it: it would say from which address.
    """
    found = link_with(secret).select_for_update(of=("self",)).first()
    require(rules.open_link(found, today))
    assert found is not None  # noqa: S101 - the rule has refused otherwise
    found.topics = [one.key for one in content.topics() if one.key in topics]
    found.answered_at = now
    found.save(update_fields=["topics", "answered_at"])


@transaction.atomic
def remove_preparation(*, by: Person, preparation: Preparation) -> None:
    """Take the link and what was ticked away. Raises NotAllowed."""
    require(rules.remove_link(by, preparation))
    place = preparation.jobcentre
    preparation.delete()
    record("preparation-removed", by=by, about=by, place=place)

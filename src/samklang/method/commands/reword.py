"""One text of a draft worded anew: what an indicator looks for, the words of one level, a concept's definition."""

from collections.abc import Mapping

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.method.models import Anchor, Concept, Edition, Indicator
from samklang.method.models.worded import Worded
from samklang.method.rules.edition import change_draft

LOOKS_FOR, ANCHOR, CONCEPT = "looks-for", "anchor", "concept"
_FIELDS: Mapping[str, str] = {LOOKS_FOR: "looks_for", ANCHOR: "text", CONCEPT: "definition"}
LANGUAGES = ("da", "en")


@transaction.atomic
def reword(
    *, by: Person | None, edition: Edition, target: str, key: str, level: int | None, texts: Mapping[str, str]
) -> dict[str, str]:
    """Put the texts in the place of those the draft has, and answer what those were.

    target: "looks-for", "anchor" or "concept". key: of the indicator or the concept. level: of the anchor.
    texts:  by language; a language that is not given stays as it is.
    raises: NotAllowed, also where the draft has no such text.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("framework__jobcentre").get(pk=edition.pk)
    require(change_draft(by, edition))
    row, name = _row(edition, target, key, level), _FIELDS[target]
    if row is None:
        require(Refusal(say("The draft does not hold this text any more. Look at the draft, and choose another.")))
        return {}
    before = {language: str(getattr(row, f"{name}_{language}")) for language in LANGUAGES}
    for language, text in texts.items():
        field = row._meta.get_field(f"{name}_{language}")
        most = getattr(field, "max_length", None)
        if most is not None and len(text) > most:
            require(
                Refusal(
                    say("The wording is too long: at most {most} characters fit there. Make it shorter.", most=most)
                )
            )
        setattr(row, f"{name}_{language}", text)
    row.save(update_fields=[f"{name}_{language}" for language in texts])
    record(
        "edition-reworded", by=by, subject=edition, place=edition.framework.jobcentre,
        details={"target": target, "key": key, "level": level},
    )  # fmt: skip
    return before


def _row(edition: Edition, target: str, key: str, level: int | None) -> Worded | None:
    """The row of the draft that holds the text; None where there is none."""
    if target == CONCEPT:
        return Concept.objects.filter(edition=edition, key=key).first()
    if target == ANCHOR and level is not None:
        return Anchor.objects.filter(indicator__edition=edition, indicator__key=key, level=level).first()
    return Indicator.objects.filter(edition=edition, key=key).first() if target == LOOKS_FOR else None

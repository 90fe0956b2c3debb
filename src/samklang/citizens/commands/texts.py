"""What citizens read before a conversation, where a jobcentre words it itself or adds a language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.citizens.enums import Reading
from samklang.citizens.models import PreparationText
from samklang.citizens.rules import preparation as rules
from samklang.citizens.sheet import SHIPPED
from samklang.ledger.commands import record


@transaction.atomic
def word_text(
    *, by: Person, jobcentre: Place, level: Reading, language: str, language_name: str, document: Mapping[str, Any],
    now: datetime,
) -> PreparationText:  # fmt: skip
    """Word one level in one language. Raises NotAllowed."""
    require(rules.word_texts(by, jobcentre))
    made = _write(by, jobcentre, level, document, language=language, name=language_name, now=now)
    record("preparation-text-worded", by=by, subject=made, place=jobcentre)
    return made


@transaction.atomic
def take_language_in(
    *, by: Person, jobcentre: Place, language: str, language_name: str, documents: Mapping[Reading, Mapping[str, Any]],
    now: datetime,
) -> None:  # fmt: skip
    """Word all that stands in a file, in place of what was there at those levels. Raises NotAllowed."""
    require(rules.word_texts(by, jobcentre))
    for level, document in documents.items():
        _write(by, jobcentre, level, document, language=language, name=language_name, now=now)
    record("preparation-language-taken-in", by=by, place=jobcentre, details={"levels": len(documents)})


@transaction.atomic
def drop_text(*, by: Person, jobcentre: Place, text: PreparationText) -> None:
    """Samklang's own text again; of an added language the level is gone. Raises NotAllowed."""
    require(rules.word_texts(by, jobcentre))
    text.delete()
    record("preparation-text-dropped", by=by, place=jobcentre)


def _write(
    by: Person, jobcentre: Place, level: Reading, document: Mapping[str, Any], *, language: str, name: str,
    now: datetime,
) -> PreparationText:  # fmt: skip
    name = SHIPPED.get(language, name)
    made, _ = PreparationText.objects.update_or_create(
        jobcentre=jobcentre, level=level, language=language,
        defaults={"language_name": name, "content": dict(document), "changed_by": by, "changed_at": now},
    )  # fmt: skip
    PreparationText.objects.filter(jobcentre=jobcentre, language=language).update(language_name=name)
    return made

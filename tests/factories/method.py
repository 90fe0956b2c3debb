"""Frameworks and editions; made through commands."""

from datetime import UTC, date, datetime
from functools import cache

from samklang.access.models import Place
from samklang.method.commands import install_content, new_draft, publish_edition, replace_draft
from samklang.method.content import shipped
from samklang.method.documents import EditionDocument, from_document, to_document
from samklang.method.enums import EditionOrigin
from samklang.method.models import Edition, Framework

NOW = datetime(2026, 2, 2, 8, tzinfo=UTC)
TODAY = date(2026, 2, 2)


@cache
def _shipped() -> dict[str, EditionDocument]:
    return {one.key: one for one in shipped()}


def the_frameworks_of(jobcentre: Place) -> dict[str, Framework]:
    """Samklang's own frameworks taken in, by key."""
    made = install_content(by=None, jobcentre=jobcentre, today=TODAY, now=NOW)
    return {one.key: one for one in made}


def a_framework(jobcentre: Place, *, indicators: int = 3, key: str = "small") -> Framework:
    """A small framework of one competence with some indicators "i1", "i2" … and one published edition.

    It is Samklang's own for conversations, cut down.
    """
    whole = to_document(_shipped()["conversation"])
    levels = [one for one in whole["indicators"] if one["scale"] == "level"][:indicators]
    numbered = [one | {"key": f"i{number}", "competence": "c", "phase": None} for number, one in enumerate(levels, 1)]
    cut = {
        "key": key,
        "name": {"da": "Lille ramme", "en": "Small framework"},
        "competences": [{"key": "c", "name": {"da": "Kompetence", "en": "Competence"}}],
        "indicators": numbered,
        "concepts": whole["concepts"][:2],
        "profiles": [
            {"key": "counsellor", "name": {"da": "Rådgiver", "en": "Counsellor"}, "demands": {"i1": 3}},
        ],
    }  # fmt: skip
    framework = Framework.objects.create(jobcentre=jobcentre, key=key, created_at=NOW)
    edition = Edition.objects.create(
        framework=framework, number=1, origin=EditionOrigin.OWN, made_at=NOW, name_da="Lille ramme"
    )
    replace_draft(by=None, framework=framework, document=from_document(cut), origin=EditionOrigin.OWN, now=NOW)
    publish_edition(by=None, edition=edition, reason="Første udgave", today=TODAY, now=NOW)
    return framework


def an_edition(jobcentre: Place, **given: object) -> Edition:
    """The published edition of a small framework."""
    return Edition.objects.get(framework=a_framework(jobcentre, **given))


def a_draft_of(framework: Framework) -> Edition:
    """A draft of the next edition."""
    return new_draft(by=None, framework=framework, now=NOW)

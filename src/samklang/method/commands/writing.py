"""The rows of an edition, written from its document."""

from collections.abc import Iterable
from typing import Any

from samklang.method.documents import EditionDocument
from samklang.method.models import Anchor, Competence, Concept, Demand, Edition, Indicator, Phase, Profile


def write_rows(edition: Edition, document: EditionDocument) -> None:
    """Every row of the edition, which has none yet; as many questions to the database whatever the edition holds."""
    phases = _made(
        Phase(edition=edition, key=one.key, position=place, **_pair(one, "name"))
        for place, one in enumerate(document.phases, 1)
    )
    competences = _made(
        Competence(edition=edition, key=one.key, position=place, esco=one.esco, **_pair(one, "name", "description"))
        for place, one in enumerate(document.competences, 1)
    )
    indicators = _made(
        Indicator(
            edition=edition, key=one.key, position=place, scale=one.scale, competence=competences[one.competence],
            phase=phases[one.phase] if one.phase else None, esco=one.esco, **_pair(one, "name", "looks_for", "unit"),
        )
        for place, one in enumerate(document.indicators, 1)
    )  # fmt: skip
    Anchor.objects.bulk_create(
        Anchor(indicator=indicators[one.key], level=anchor.level, text_da=anchor.da, text_en=anchor.en)
        for one in document.indicators
        for anchor in one.anchors
    )
    _made(
        Concept(
            edition=edition, key=one.key, position=place, esco=one.esco,
            **_pair(one, "term", "definition", "example", "counter_example"),
        )
        for place, one in enumerate(document.concepts, 1)
    )  # fmt: skip
    profiles = _made(
        Profile(edition=edition, key=one.key, position=place, **_pair(one, "name", "description"))
        for place, one in enumerate(document.profiles, 1)
    )
    Demand.objects.bulk_create(
        Demand(profile=profiles[one.key], indicator=indicators[key], level=level)
        for one in document.profiles
        for key, level in one.demands.items()
    )


def _made(rows: Iterable[Any]) -> dict[str, Any]:
    """The rows in the database, by key."""
    rows = list(rows)
    return {one.key: one for one in type(rows[0]).objects.bulk_create(rows)} if rows else {}


def clear_rows(edition: Edition) -> None:
    """Every row of the draft taken away, those that others hang on last."""
    edition.profiles.all().delete()
    edition.concepts.all().delete()
    edition.indicators.all().delete()
    edition.competences.all().delete()
    edition.phases.all().delete()


def _pair(row: Any, *names: str) -> dict[str, str]:
    return {f"{name}_{language}": getattr(getattr(row, name), language) for name in names for language in ("da", "en")}

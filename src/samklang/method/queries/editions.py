"""Frameworks and their editions, as seen by somebody."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries.notices import jobcentres_around
from samklang.method import documents
from samklang.method.enums import Scale
from samklang.method.models import Anchor, Edition, Framework, Indicator, Profile


def frameworks_for(person: Person) -> QuerySet[Framework]:
    """The frameworks of the jobcentres where the person reads the method, by jobcentre and key."""
    found = Framework.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_METHOD))
    return found.select_related("jobcentre").order_by("jobcentre_id", "key", "pk")


def editions_for(person: Person) -> QuerySet[Edition]:
    """The editions the person reads: what is published, and the drafts where they write them; newest first."""
    found = Edition.objects.filter(framework__in=frameworks_for(person).values("pk"))
    drafts = found.filter(published_at=None, framework__jobcentre__in=person.standing.places(Right.EDIT_METHOD))
    found = found.filter(published_at__isnull=False) | drafts
    return found.select_related("framework__jobcentre", "published_by", "made_by").order_by(
        "framework_id", "-number", "pk"
    )


def holding_edition(framework: Framework, on: date) -> Edition | None:
    """The edition that holds on the day: the newest published by then."""
    found = Edition.objects.filter(framework=framework, first_day__lte=on).select_related("framework__jobcentre")
    return found.order_by("-first_day", "-number").first()


def holding_editions(jobcentre: Place, on: date) -> list[Edition]:
    """The edition of each of the jobcentre's frameworks that holds on the day, by the framework's key."""
    found = Edition.objects.filter(framework__jobcentre=jobcentre, first_day__lte=on)
    newest: dict[int, Edition] = {}
    for one in found.select_related("framework__jobcentre").order_by(
        "framework__key", "framework_id", "-first_day", "-number"
    ):
        newest.setdefault(one.framework_id, one)
    return list(newest.values())


def draft_of(framework: Framework) -> Edition | None:
    """The draft at work on, if there is one."""
    return Edition.objects.filter(framework=framework, published_at=None).select_related("framework__jobcentre").first()


def indicators_of(edition: Edition) -> QuerySet[Indicator]:
    """The edition's indicators in order, with competence, phase and anchors."""
    anchors = Prefetch("anchors", Anchor.objects.order_by("level"))
    found = Indicator.objects.filter(edition=edition).select_related("competence", "phase")
    return found.prefetch_related(anchors).order_by("position", "pk")


def document_of(edition: Edition) -> documents.EditionDocument:
    """The edition as one document. Raises DocumentFaults where a draft does not hold together yet."""
    return documents.checked(texts_of(edition))


def texts_of(edition: Edition) -> documents.EditionDocument:
    """The edition as one document as it stands, also where a draft does not hold together yet."""
    return documents.as_it_stands(
        {
            "key": edition.framework.key,
            "name": _pair(edition, "name"),
            "description": _pair(edition, "description"),
            "phases": [
                {"key": one.key, "name": _pair(one, "name")} for one in edition.phases.order_by("position", "pk")
            ],
            "competences": [
                {"key": one.key, "name": _pair(one, "name"), "description": _pair(one, "description"), "esco": one.esco}
                for one in edition.competences.order_by("position", "pk")
            ],
            "indicators": [_indicator(one) for one in indicators_of(edition)],
            "concepts": [
                {"key": one.key, "esco": one.esco}
                | {name: _pair(one, name) for name in ("term", "definition", "example", "counter_example")}
                for one in edition.concepts.order_by("position", "pk")
            ],
            "profiles": [_profile(one) for one in profiles_of(edition)],
        }
    )


def profiles_of(edition: Edition) -> QuerySet[Profile]:
    """The edition's role profiles in order, with what they demand."""
    found = Profile.objects.filter(edition=edition).prefetch_related("demands__indicator")
    return found.order_by("position", "pk")


def _pair(row: object, name: str) -> dict[str, str]:
    return {language: str(getattr(row, f"{name}_{language}")) for language in ("da", "en")}


def _indicator(one: Indicator) -> dict[str, object]:
    anchors: Iterable[Anchor] = one.anchors.all()
    return {
        "key": one.key,
        "competence": one.competence.key,
        "phase": one.phase.key if one.phase else None,
        "scale": Scale(one.scale).value,
        "name": _pair(one, "name"),
        "looks_for": _pair(one, "looks_for"),
        "unit": _pair(one, "unit"),
        "anchors": [{"level": anchor.level, "da": anchor.text_da, "en": anchor.text_en} for anchor in anchors],
        "esco": one.esco,
    }


def _profile(one: Profile) -> dict[str, object]:
    demands = sorted(one.demands.all(), key=lambda demand: (demand.indicator.position, demand.indicator.key))
    return {
        "key": one.key,
        "name": _pair(one, "name"),
        "description": _pair(one, "description"),
        "demands": {demand.indicator.key: demand.level for demand in demands},
    }

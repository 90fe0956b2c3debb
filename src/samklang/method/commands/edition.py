"""Editions begun, changed as a whole, published, and Samklang's own texts taken in."""

from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method import rules
from samklang.method.commands.writing import clear_rows, write_rows
from samklang.method.content import shipped
from samklang.method.documents import EditionDocument
from samklang.method.drafting import stamp_of
from samklang.method.enums import EditionOrigin
from samklang.method.models import Edition, Framework
from samklang.method.queries.editions import document_of, draft_of, texts_of
from samklang.method.rules.edition import about_another, change_draft, seen_as_it_is

_FIRST_REASON = "Begyndelsen: Samklangs egne ord, som vi kan gøre til vores."
"""Of the municipality's own words, in its language."""


@transaction.atomic
def install_content(*, by: Person | None, jobcentre: Place, today: date, now: datetime) -> list[Framework]:
    """Samklang's own texts as the first edition of each framework the jobcentre does not have. Raises NotAllowed."""
    require(rules.edit_method(by, jobcentre))
    made = []
    for document in shipped():
        framework, new = Framework.objects.get_or_create(
            jobcentre=jobcentre, key=document.key, defaults={"created_at": now}
        )
        if not new:
            continue
        edition = _edition(by, framework, document, origin=EditionOrigin.PRODUCT, based_on=None, now=now)
        _publish(by, edition, _FIRST_REASON, today, now)
        made.append(framework)
    return made


@transaction.atomic
def new_draft(*, by: Person | None, framework: Framework, now: datetime) -> Edition:
    """The newest edition copied, to be changed; the draft there is, where there is one. Raises NotAllowed."""
    framework = Framework.objects.select_for_update().select_related("jobcentre").get(pk=framework.pk)
    require(rules.edit_method(by, framework.jobcentre))
    there = draft_of(framework)
    if there is not None:
        return there
    newest = Edition.objects.filter(framework=framework).select_related("framework").latest("number")
    edition = _edition(by, framework, document_of(newest), origin=EditionOrigin.OWN, based_on=newest, now=now)
    record("edition-begun", by=by, subject=edition, place=framework.jobcentre)
    return edition


@transaction.atomic
def replace_draft(
    *,
    by: Person | None,
    framework: Framework,
    document: EditionDocument,
    origin: EditionOrigin,
    now: datetime,
    seen: str | None = None,
) -> Edition:
    """The draft as the document has it, begun where there is none. Raises NotAllowed.

    seen: the stamp of the draft that the person has compared with, or of what it would be begun from.
    """
    if document.key != framework.key:
        require(about_another(document.key))
    draft = new_draft(by=by, framework=framework, now=now)
    require(seen_as_it_is(seen, stamp_of(texts_of(draft))))
    clear_rows(draft)
    for name in ("name", "description"):
        for language in ("da", "en"):
            setattr(draft, f"{name}_{language}", getattr(getattr(document, name), language))
    draft.origin = origin
    draft.save()
    write_rows(draft, document)
    record("edition-replaced", by=by, subject=draft, place=framework.jobcentre)
    return draft


@transaction.atomic
def drop_draft(*, by: Person | None, edition: Edition) -> None:
    """The draft is thrown away; what is published stands. Raises NotAllowed."""
    edition = _locked(edition)
    require(change_draft(by, edition))
    record("edition-dropped", by=by, subject=edition, place=edition.framework.jobcentre)
    clear_rows(edition)
    edition.delete()


@transaction.atomic
def publish_edition(
    *, by: Person | None, edition: Edition, reason: str, today: date, now: datetime, seen: str | None = None
) -> Edition:
    """From today on these are the words. Raises NotAllowed; DocumentFaults where the draft does not hold together.

    seen: the stamp of the draft as the person has looked it through.
    """
    edition = _locked(edition)
    require(rules.publish_edition(by, edition, reason))
    require(seen_as_it_is(seen, stamp_of(document_of(edition))))
    _publish(by, edition, reason, today, now)
    return edition


def _locked(edition: Edition) -> Edition:
    Edition.objects.select_for_update().get(pk=edition.pk)
    return Edition.objects.select_related("framework__jobcentre").get(pk=edition.pk)


def _edition(
    by: Person | None,
    framework: Framework,
    document: EditionDocument,
    *,
    origin: EditionOrigin,
    based_on: Edition | None,
    now: datetime,
) -> Edition:
    last = Edition.objects.filter(framework=framework).order_by("-number").first()
    edition = Edition.objects.create(
        framework=framework, number=last.number + 1 if last else 1, origin=origin, based_on=based_on, made_by=by,
        made_at=now, name_da=document.name.da, name_en=document.name.en, description_da=document.description.da,
        description_en=document.description.en,
    )  # fmt: skip
    write_rows(edition, document)
    return edition


def _publish(by: Person | None, edition: Edition, reason: str, today: date, now: datetime) -> None:
    edition.reason, edition.published_by = reason.strip(), by
    edition.published_at, edition.first_day = now, today
    edition.save(update_fields=["reason", "published_by", "published_at", "first_day"])
    place = edition.framework.jobcentre
    record("edition-published", by=by, subject=edition, place=place, reason=reason.strip()[:500])

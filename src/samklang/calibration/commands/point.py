"""Points of the disagreement board: put up, talked through, settled."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.calibration import rules
from samklang.calibration.enums import Target
from samklang.calibration.models import Point, Round, RoundCase, RoundIndicator
from samklang.ledger.commands import record
from samklang.method.commands.edition import new_draft
from samklang.method.commands.reword import reword


@dataclass(frozen=True)
class Talk:
    """What is written on a point. case: the one it is talked through on."""

    case: RoundCase | None = None
    one: str = ""
    other: str = ""
    target: str = ""
    level: int | None = None
    concept_key: str = ""
    agreed_da: str = ""
    agreed_en: str = ""


@transaction.atomic
def put_up_points(*, by: Person | None, round_: Round, about: Mapping[RoundIndicator, RoundCase | None]) -> list[Point]:
    """A point for each indicator that has none yet, with the case it is talked through on. Raises NotAllowed."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=round_.pk)
    require(rules.write_board(by, round_))
    there = set(Point.objects.filter(round=round_).values_list("indicator_id", flat=True))
    made = [
        Point.objects.create(round=round_, indicator=indicator, case=case, target=Target.LOOKS_FOR)
        for indicator, case in about.items()
        if indicator.pk not in there
    ]
    if made:
        record("points-put-up", by=by, subject=round_, place=round_.jobcentre, details={"points": len(made)})
    return made


@transaction.atomic
def write_point(*, by: Person | None, point: Point, talk: Talk) -> Point:
    """What was said and agreed. Raises NotAllowed."""
    point = _locked(point)
    require(
        rules.change_point(by, point)
        or (rules.target_fits(talk.target, point.indicator.indicator.scale) if talk.target else None)
    )
    _write(point, talk)
    record("point-written", by=by, subject=point, place=point.round.jobcentre)
    return point


@transaction.atomic
def take_down_point(*, by: Person | None, point: Point) -> None:
    """The indicator is no longer on the board; what was written goes with it. Raises NotAllowed."""
    point = _locked(point)
    require(rules.change_point(by, point))
    record("point-taken-down", by=by, subject=point, place=point.round.jobcentre)
    point.delete()


@transaction.atomic
def settle_point(*, by: Person | None, point: Point, now: datetime) -> Point:
    """Put the agreed wording into the draft of the method; publishing it is a deed of its own. Raises NotAllowed."""
    point = _locked(point)
    require(rules.settle_point(by, point) or rules.target_fits(point.target, point.indicator.indicator.scale))
    draft = new_draft(by=by, framework=point.round.edition.framework, now=now)
    texts = {"da": point.agreed_da, **({"en": point.agreed_en} if point.agreed_en.strip() else {})}
    before = reword(by=by, edition=draft, target=point.target, key=_key(point), level=point.level, texts=texts)
    point.edition, point.settled_by, point.settled_at = draft, by, now
    point.before_da, point.before_en = before["da"], before["en"]
    point.save(update_fields=["edition", "settled_by", "settled_at", "before_da", "before_en"])
    record("point-settled", by=by, subject=point, place=point.round.jobcentre)
    return point


@transaction.atomic
def unsettle_point(*, by: Person | None, point: Point) -> Point:
    """Put back what the draft said before; the wording can be changed again. Raises NotAllowed."""
    point = _locked(point)
    require(rules.unsettle_point(by, point))
    if point.edition is not None:
        texts = {"da": point.before_da, "en": point.before_en}
        reword(by=by, edition=point.edition, target=point.target, key=_key(point), level=point.level, texts=texts)
    point.edition, point.settled_by, point.settled_at, point.before_da, point.before_en = None, None, None, "", ""
    point.save(update_fields=["edition", "settled_by", "settled_at", "before_da", "before_en"])
    record("point-unsettled", by=by, subject=point, place=point.round.jobcentre)
    return point


def _locked(point: Point) -> Point:
    """The point as it stands now; nobody else changes it before this transaction is over."""
    found = Point.objects.select_for_update(of=("self",)).select_related(
        "round__jobcentre", "round__edition__framework", "indicator__indicator", "edition__framework__jobcentre"
    )
    return found.get(pk=point.pk)


def _write(point: Point, talk: Talk) -> None:
    names = [one.name for one in fields(talk)]
    for name in names:
        value = getattr(talk, name)
        setattr(point, name, value.strip() if isinstance(value, str) else value)
    if point.target != Target.ANCHOR:
        point.level = None
    if point.target != Target.CONCEPT:
        point.concept_key = ""
    point.save(update_fields=names)


def _key(point: Point) -> str:
    """Of the indicator or the concept whose text is changed."""
    return point.concept_key if point.target == Target.CONCEPT else point.indicator.indicator.key

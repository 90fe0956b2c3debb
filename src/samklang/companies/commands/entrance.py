"""How the entrance is run: set up, its settings changed, its rules written, moved, deleted and put back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.companies.commands.promise import reckon_again
from samklang.companies.models import Entrance, RoutingRule
from samklang.companies.rules.company import run_companies
from samklang.ledger.commands import record

_TIMES = {"week", "closed_constitution_day", "closed_24_december", "closed_31_december", "jobcentre"}
RULE_FIELDS = ("sector", "postcodes", "need", "language", "team", "person")
"""What a rule says."""


class Changed(NamedTuple):
    """What a change of the settings came to: the fields, and how many promises are now due at another moment."""

    entrance: Entrance
    fields: tuple[str, ...]
    moved: int


@transaction.atomic
def set_up_entrance(*, by: Person | None, municipality: Place, values: Mapping[str, Any]) -> Entrance:
    """The entrance of a municipality that has none. Raises NotAllowed; IntegrityError where it has one."""
    require(run_companies(by, municipality.pk))
    entrance = Entrance.objects.create(municipality=municipality, **values)
    record("entrance-set-up", by=by, subject=entrance, place=entrance.jobcentre)
    return entrance


@transaction.atomic
def change_entrance(*, by: Person | None, entrance: Entrance, values: Mapping[str, Any]) -> Changed:
    """Other settings from now on. Promises that run are reckoned by the new opening times. Raises NotAllowed."""
    entrance = _locked(entrance)
    require(run_companies(by, entrance.municipality_id))
    fields = tuple(sorted(name for name, value in values.items() if getattr(entrance, name) != value))
    if not fields:
        return Changed(entrance, (), 0)
    for name in fields:
        setattr(entrance, name, values[name])
    entrance.save(update_fields=fields)
    moved = reckon_again(entrance) if _TIMES & set(fields) else 0
    record("entrance-changed", by=by, subject=entrance, place=entrance.jobcentre, details={"fields": list(fields)})
    return Changed(entrance, fields, moved)


@transaction.atomic
def write_rule(*, by: Person | None, entrance: Entrance, values: Mapping[str, Any]) -> RoutingRule:
    """A new rule, tried after the others. Raises NotAllowed."""
    entrance = _locked(entrance)
    require(run_companies(by, entrance.municipality_id))
    last = entrance.rules.aggregate(last=Max("position"))["last"] or 0
    rule = RoutingRule.objects.create(entrance=entrance, position=last + 1, **values)
    record("routing-rule-written", by=by, subject=rule, place=entrance.jobcentre)
    return rule


@transaction.atomic
def change_rule(*, by: Person | None, rule: RoutingRule, values: Mapping[str, Any]) -> RoutingRule:
    """What the rule says from now on. Raises NotAllowed."""
    entrance = _locked(rule.entrance)
    require(run_companies(by, entrance.municipality_id))
    for name, value in values.items():
        setattr(rule, name, value)
    rule.save(update_fields=list(values))
    record("routing-rule-changed", by=by, subject=rule, place=entrance.jobcentre)
    return rule


@transaction.atomic
def move_rule(*, by: Person | None, rule: RoutingRule, up: bool) -> None:
    """One place up or down; nothing where it is the first or the last. Raises NotAllowed."""
    entrance = _locked(rule.entrance)
    require(run_companies(by, entrance.municipality_id))
    order = list(entrance.rules.order_by("position", "pk"))
    place = [one.pk for one in order].index(rule.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    _renumber(order)
    record("routing-rule-moved", by=by, subject=rule, place=entrance.jobcentre)


@transaction.atomic
def delete_rule(*, by: Person | None, rule: RoutingRule) -> dict[str, Any]:
    """Take the rule away. returns: what `restore_rule` needs to put it back. Raises NotAllowed."""
    entrance = _locked(rule.entrance)
    require(run_companies(by, entrance.municipality_id))
    kept = {name: getattr(rule, name) for name in RULE_FIELDS[:4]}
    kept |= {"team_id": rule.team_id, "person_id": rule.person_id, "position": rule.position}
    record("routing-rule-deleted", by=by, subject=rule, place=entrance.jobcentre)
    rule.delete()
    return kept


@transaction.atomic
def restore_rule(*, by: Person | None, entrance: Entrance, kept: Mapping[str, Any]) -> RoutingRule:
    """Put a rule back where it was. Raises NotAllowed; IntegrityError where whoever it leads to is gone."""
    entrance = _locked(entrance)
    require(run_companies(by, entrance.municipality_id))
    rule = RoutingRule.objects.create(entrance=entrance, **kept)
    others = [one for one in entrance.rules.order_by("position", "pk") if one.pk != rule.pk]
    place = sum(one.position < rule.position for one in others)
    _renumber([*others[:place], rule, *others[place:]])
    record("routing-rule-restored", by=by, subject=rule, place=entrance.jobcentre)
    return rule


def _renumber(order: list[RoutingRule]) -> None:
    for position, one in enumerate(order, start=1):
        one.position = position
    RoutingRule.objects.bulk_update(order, ["position"])


def _locked(entrance: Entrance) -> Entrance:
    held = Entrance.objects.select_for_update(of=("self",)).select_related("municipality", "jobcentre")
    return held.get(pk=entrance.pk)

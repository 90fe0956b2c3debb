"""The rules of conversations are taken in, changed, switched on and off."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.citizens import content
from samklang.citizens.enums import Measure
from samklang.citizens.models import RuleSet, TalkRule, TargetGroup
from samklang.citizens.rules import rule_sets as rules
from samklang.ledger.commands import record


@transaction.atomic
def take_in_shipped_rules(*, by: Person | None, municipality: Place, now: datetime) -> int:
    """Samklang's own sets, where the municipality has none of that key; what it has changed stands. How many came."""
    if by is not None:
        require(rules.edit_rules(by, municipality.pk))
    Place.objects.select_for_update().get(pk=municipality.pk)
    groups = {}
    for position, (key, name) in enumerate(content.target_groups().items()):
        groups[key], _ = TargetGroup.objects.get_or_create(
            municipality=municipality, key=key, defaults={"name_da": name.da, "name_en": name.en, "position": position}
        )
    there = set(RuleSet.objects.filter(municipality=municipality).values_list("key", flat=True))
    missing = [one for one in content.shipped_sets() if one.key not in there]
    for one in missing:
        made = RuleSet.objects.create(
            municipality=municipality, key=one.key, name_da=one.name.da, name_en=one.name.en, note_da=one.note.da,
            note_en=one.note.en, first_day=one.first_day, last_day=one.last_day, on=one.on, source=one.source,
            checked_on=one.checked_on, changed_at=now,
        )  # fmt: skip
        TalkRule.objects.bulk_create(
            TalkRule(
                set=made, group=groups[row.group], actor=row.actor, measure=row.measure, amount=row.amount,
                from_month=row.months[0] if row.months else None, to_month=row.months[1] if row.months else None,
                text_da=row.text.da, text_en=row.text.en, source=row.source, status=row.status, note=row.note.da,
            )
            for row in one.rules
        )  # fmt: skip
    if missing:
        record("talk-rules-taken-in", by=by, place=municipality, details={"sets": len(missing)})
    return len(missing)


@transaction.atomic
def save_rule_set(
    *, by: Person, municipality: Place, found: RuleSet | None, values: Mapping[str, Any], now: datetime
) -> RuleSet:
    """Change a set, or begin one of one's own. Raises NotAllowed.

    values: name_da, name_en, note_da, note_en, first_day, last_day, on, source, checked_on.
    """
    require(rules.edit_rules(by, municipality.pk))
    Place.objects.select_for_update().get(pk=municipality.pk)
    others = RuleSet.objects.filter(municipality=municipality)
    if found is not None:
        others = others.exclude(pk=found.pk)
    require(rules.days_fit(values["first_day"], values["last_day"], values["on"], others))
    saved = found or RuleSet(municipality=municipality, key=_new_key(municipality, values["first_day"]))
    for name, value in values.items():
        setattr(saved, name, value)
    saved.changed_by, saved.changed_at = by, now
    saved.save()
    record("talk-rules-changed", by=by, subject=saved, place=municipality)
    return saved


def _new_key(municipality: Place, first_day: date) -> str:
    taken = set(RuleSet.objects.filter(municipality=municipality).values_list("key", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"own-{first_day:%Y-%m-%d}-{n}" not in taken)
    return f"own-{first_day:%Y-%m-%d}-{number}"


@transaction.atomic
def copy_rule_set(*, by: Person, found: RuleSet, now: datetime) -> RuleSet:
    """A set like it, switched off, to change for the time that comes. Raises NotAllowed."""
    require(rules.edit_rules(by, found.municipality_id))
    rows = list(TalkRule.objects.filter(set=found).order_by("pk"))
    municipality = Place.objects.select_for_update().get(pk=found.municipality_id)
    made = RuleSet.objects.get(pk=found.pk)
    made.pk, made.on, made.checked_on = None, False, None
    made.key = _new_key(municipality, found.first_day)
    made.name_da, made.name_en = f"{found.name_da} (2)"[:120], f"{found.name_en} (2)"[:120]
    made.changed_by, made.changed_at = by, now
    made._state.adding = True
    made.save()
    for row in rows:
        row.pk, row.set = None, made
    TalkRule.objects.bulk_create(rows)
    record("talk-rules-changed", by=by, subject=made, place=municipality)
    return made


@transaction.atomic
def remove_rule_set(*, by: Person, found: RuleSet) -> None:
    """Take a set away with its rules. Raises NotAllowed."""
    require(rules.edit_rules(by, found.municipality_id))
    record("talk-rules-removed", by=by, place=found.municipality, details={"set": found.key})
    found.delete()


@transaction.atomic
def save_talk_rule(
    *, by: Person, set_: RuleSet, found: TalkRule | None, values: Mapping[str, Any], now: datetime
) -> TalkRule:
    """Change a rule of the set, or add one. Raises NotAllowed.

    values: group, actor, measure, amount, from_month, to_month, text_da, text_en, source, status, note.
    """
    require(rules.edit_rules(by, set_.municipality_id))
    require(rules.amount_fits(Measure(values["measure"]), values["amount"], values["from_month"], values["to_month"]))
    saved = found or TalkRule(set=set_)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    _changed(by, set_, now)
    return saved


@transaction.atomic
def remove_talk_rule(*, by: Person, found: TalkRule, now: datetime) -> None:
    """Take a rule away. Raises NotAllowed."""
    require(rules.edit_rules(by, found.set.municipality_id))
    set_ = found.set
    found.delete()
    _changed(by, set_, now)


def _changed(by: Person, set_: RuleSet, now: datetime) -> None:
    set_.changed_by, set_.changed_at = by, now
    set_.save(update_fields=["changed_by", "changed_at"])
    record("talk-rules-changed", by=by, subject=set_, place=set_.municipality)

"""The key of a case: for each indicator the agreed level, the lines it rests on, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from samklang.calibration.documents import CaseDocument, KeyText, ReasonText
from samklang.calibration.rules.rating import MOST_COUNTED
from samklang.core.words import render, say
from samklang.method.documents import Fault
from samklang.method.enums import Scale
from samklang.method.models import Indicator
from samklang.web.language import current_language

_SHOWN = 90
"""Letters of a level's words that stand in a choice."""


@dataclass(frozen=True)
class KeyRow:
    """The fields of one indicator. shown: the level there is, as text; folded: nothing in it is wrong."""

    indicator: Indicator
    level: BoundField
    lines: BoundField | None
    reasons: Sequence[BoundField]
    shown: str
    folded: bool


class KeyForm(forms.Form):
    """One row for each indicator; one without a level is not judged in this case."""

    def __init__(self, data: Any, *, document: CaseDocument, indicators: Iterable[Indicator]) -> None:
        super().__init__(data)
        self.before = document
        self.indicators = list(indicators)
        keys = {one.indicator: one for one in document.keys}
        for one in self.indicators:
            self._row(one, keys.get(one.key))

    def _row(self, indicator: Indicator, key: KeyText | None) -> None:
        names = _names(indicator)
        self.fields[names.level] = _level_field(indicator, key)
        if self.before.lines:
            numbers = [(number, str(number)) for number in range(1, len(self.before.lines) + 1)]
            self.fields[names.lines] = forms.TypedMultipleChoiceField(
                label=_("Lines it rests on"), required=False, choices=numbers, coerce=int, empty_value=[],
                widget=forms.CheckboxSelectMultiple, initial=list(key.lines) if key else [],
            )  # fmt: skip
        said = key.reason if key else ReasonText()
        for name, label, text in (
            (names.reason_da, _("Why this level and not the next"), said.da),
            (names.reason_en, _("The same in English"), said.en),
        ):
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=600, widget=forms.Textarea({"rows": 2}), initial=text
            )

    def rows(self) -> list[KeyRow]:
        """The fields of each indicator, in order."""
        found = []
        for one in self.indicators:
            names = _names(one)
            fields = [self[name] for name in names.all() if name in self.fields]
            level, reasons = self[names.level], (self[names.reason_da], self[names.reason_en])
            lines = self[names.lines] if names.lines in self.fields else None
            value = level.value()
            shown = "" if value is None else str(value)
            found.append(KeyRow(one, level, lines, reasons, shown, folded=not any(field.errors for field in fields)))
        return found

    def document(self) -> CaseDocument:
        """The case with the key as typed. What the edition no longer asks for stays as it was."""
        asked = {one.key for one in self.indicators}
        kept = [one for one in self.before.keys if one.indicator not in asked]
        new = [key for one in self.indicators if (key := self._key(one)) is not None]
        order = {one.indicator: place for place, one in enumerate(self.before.keys)}
        new.sort(key=lambda one: order.get(one.indicator, len(order)))
        return replace(self.before, keys=(*new, *kept))

    def _key(self, indicator: Indicator) -> KeyText | None:
        given, names = self.cleaned_data, _names(indicator)
        level = given[names.level]
        if level in (None, ""):
            return None
        reason = ReasonText(da=given[names.reason_da], en=given[names.reason_en])
        return KeyText(
            indicator=indicator.key, level=int(level), lines=tuple(given.get(names.lines) or ()), reason=reason
        )

    def clean(self) -> dict[str, Any]:
        """A reason for every level, and a level for every reason."""
        given = super().clean() or self.cleaned_data
        for one in self.indicators:
            names = _names(one)
            has_level = given.get(names.level) not in (None, "")
            if has_level and not given.get(names.reason_da):
                self.add_error(names.reason_da, _("Write in Danish why it is this level and not the next."))
            if not has_level and names.level not in self.errors and given.get(names.reason_da):
                self.add_error(names.level, _("Choose the level that the reason is about, or empty the reason."))
        return given

    def tell_faults(self, document: CaseDocument, faults: Iterable[Fault]) -> None:
        """Put each fault of the key at the row it stands in; the others above the form."""
        for fault in faults:
            name = None
            if fault.path[:1] == ("keys",) and len(fault.path) > 1:
                key = document.keys[int(fault.path[1])].indicator
                name = next((_names(one).reason_da for one in self.indicators if one.key == key), None)
            self.add_error(name, render(fault.what, current_language()))


@dataclass(frozen=True)
class _Names:
    level: str
    lines: str
    reason_da: str
    reason_en: str

    def all(self) -> tuple[str, ...]:
        return self.level, self.lines, self.reason_da, self.reason_en


def _names(indicator: Indicator) -> _Names:
    key = indicator.key
    return _Names(f"level-{key}", f"lines-{key}", f"reason_da-{key}", f"reason_en-{key}")


def _level_field(indicator: Indicator, key: KeyText | None) -> forms.Field:
    initial = key.level if key else None
    language = current_language()
    if indicator.scale == Scale.COUNT:
        label = indicator.worded("unit", language) or render(say("Number"), language)
        return forms.IntegerField(
            label=label[:1].upper() + label[1:], required=False, min_value=0, max_value=MOST_COUNTED, initial=initial,
            error_messages={
                "invalid": _("Write a whole number."),
                "min_value": _("Write 0 or more."),
                "max_value": _("Write at most %(limit_value)s."),
            },
        )  # fmt: skip
    choices = [(one.level, f"{one.level} – {_short(one.worded('text', language))}") for one in indicator.anchors.all()]
    return forms.ChoiceField(
        label=_("Answer") if indicator.scale == Scale.CHOICE else _("Level"),
        required=False,
        choices=[("", _("Not judged in this case")), *choices],
        initial=initial,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"

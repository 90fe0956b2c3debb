"""What is written on a point of the disagreement board."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.calibration.commands.point import Talk
from samklang.calibration.enums import Target
from samklang.calibration.models import Point, RoundCase
from samklang.core.words import Sentence, render, say
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.method.enums import Scale
from samklang.method.models import Anchor, Concept
from samklang.web.language import current_language


class Said(forms.CharField):
    """Some sentences, without a civil registration number."""

    def __init__(self, *, most: int, rows: int = 3, **given: Any) -> None:
        super().__init__(max_length=most, required=False, widget=forms.Textarea(attrs={"rows": rows}), **given)

    def clean(self, value: Any) -> Any:
        """The text. Raises ValidationError."""
        text = super().clean(value)
        if holds_civil_registration_number(text):
            raise forms.ValidationError(
                _("There is something that looks like a civil registration number. Take it out: Samklang holds none.")
            )
        return text


class PointForm(forms.Form):
    """Two readings, and the wording agreed on. Nobody's name: what is written is read by all who rated."""

    case = forms.TypedChoiceField(label=_("Case to talk it through on"), required=False, coerce=int, empty_value=None)
    one = Said(
        most=600, label=_("One way to read it"), help_text=_("What those see who chose the lower level. No names.")
    )
    other = Said(
        most=600, label=_("The other way"), help_text=_("What those see who chose the higher level. No names.")
    )
    target = forms.ChoiceField(
        label=_("The wording takes the place of"), error_messages={"required": _("Choose a text.")}
    )
    level = forms.TypedChoiceField(label=_("Which level"), required=False, coerce=int, empty_value=None)
    concept_key = forms.ChoiceField(label=_("Which concept"), required=False)
    agreed_da = Said(most=2000, rows=4, label=_("Agreed wording, Danish"))
    agreed_en = Said(most=2000, rows=4, label=_("Agreed wording, English"))

    fieldsets = [
        (_("What divides you"), ["case", "one", "other"]),
        (_("What you agree on"), ["target", "level", "concept_key", "agreed_da", "agreed_en"]),
    ]

    def __init__(
        self, data: Any, *, point: Point, cases: Iterable[RoundCase], anchors: Sequence[Anchor],
        concepts: Iterable[Concept],
    ) -> None:  # fmt: skip
        names = ("one", "other", "target", "level", "concept_key", "agreed_da", "agreed_en")
        super().__init__(data, initial={name: getattr(point, name) for name in names} | {"case": point.case_id})
        language = current_language()
        self._cases = {one.pk: one for one in cases}
        has_levels = point.indicator.indicator.scale != Scale.COUNT and bool(anchors)
        targets = [one for one in Target if one is not Target.ANCHOR or has_levels]
        self._offer("case", [("", _said(say("None")))], ((pk, _case_label(row)) for pk, row in self._cases.items()))
        self._offer("target", [], ((one.value, one.label) for one in targets))
        self._offer(
            "level", [("", _said(say("Choose")))],
            ((one.level, _anchor_label(one, language)) for one in anchors),
        )  # fmt: skip
        self._offer(
            "concept_key", [("", _said(say("Choose")))], ((one.key, one.worded("term", language)) for one in concepts)
        )
        if not has_levels:
            del self.fields["level"]

    def _offer(self, name: str, first: list[tuple[Any, Any]], choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*first, *choices]

    def clean(self) -> dict[str, Any]:
        """An anchor has its level, a concept its name."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("target") == Target.ANCHOR and given.get("level") is None:
            self.add_error("level", _("Choose the level whose words are changed."))
        if given.get("target") == Target.CONCEPT and not given.get("concept_key"):
            self.add_error("concept_key", _("Choose the concept whose definition is changed."))
        return given

    def talk(self) -> Talk:
        """What was written, once it is in order."""
        given = dict(self.cleaned_data)
        given.setdefault("level", None)
        return Talk(**given | {"case": self._cases.get(given["case"])})


def _said(sentence: Sentence) -> str:
    return render(sentence, current_language())


def _case_label(row: RoundCase) -> str:
    return f"{row.position}. {row.case.worded('title', current_language())}"


def _anchor_label(anchor: Anchor, language: str) -> str:
    text = anchor.worded("text", language)
    return f"{anchor.level} – {text[:90]}{'…' if len(text) > 90 else ''}"

"""What a rater says of one indicator of one case."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.calibration import rules
from samklang.calibration.models import CaseLine, RoundIndicator
from samklang.calibration.queries.ratings import Judgement
from samklang.core.words import render, say
from samklang.method.enums import Scale
from samklang.web.language import current_language

UNJUDGED = "none"
"""What is sent where the case gives no ground to judge the indicator."""


class JudgementForm(forms.Form):
    """A level, an answer or a number, or that it cannot be judged; and the lines it rests on."""

    level = forms.CharField(required=False, max_length=10)
    unjudged = forms.BooleanField(required=False)
    """Only for a number; else it is one of the choices."""
    lines = forms.TypedMultipleChoiceField(
        required=False, coerce=int, empty_value=[],
        error_messages={"invalid_choice": _("Tick lines that stand in the dialogue.")},
    )  # fmt: skip

    def __init__(
        self, data: Any, *, row: RoundIndicator, lines: Sequence[CaseLine], said: Judgement | None = None
    ) -> None:
        said = said or Judgement()
        initial = {
            "level": _as_text(said, Scale(row.indicator.scale)), "unjudged": said.answered and said.level is None,
            "lines": sorted(said.lines),
        }  # fmt: skip
        super().__init__(data, prefix=f"i{row.pk}", initial=initial)
        self.row, self.case_lines = row, lines
        self.scale = Scale(row.indicator.scale)
        numbers = self.fields["lines"]
        if isinstance(numbers, forms.TypedMultipleChoiceField):
            numbers.choices = [(line.number, str(line.number)) for line in lines]

    def clean(self) -> dict[str, Any]:
        """Within the scale of the indicator."""
        given = super().clean() or {}
        typed, unjudged = str(given.get("level", "")).strip(), bool(given.get("unjudged"))
        given["judgement"] = None
        if typed == UNJUDGED or (not typed and unjudged):
            given["judgement"] = Judgement(True, None, self._lines(given))
        elif unjudged:
            self.add_error("level", render(_EITHER, current_language()))
        elif not typed:
            given["judgement"] = Judgement(False, None, self._lines(given))
        else:
            self._read(typed, given)
        return given

    def _read(self, typed: str, given: dict[str, Any]) -> None:
        level = int(typed) if typed.isdecimal() else -1
        refusal = rules.level_fits(self.scale, level, [one.level for one in self.row.indicator.anchors.all()])
        if refusal is not None:
            self.add_error("level", render(refusal.reason, current_language()))
        else:
            given["judgement"] = Judgement(True, level, self._lines(given))

    @staticmethod
    def _lines(given: dict[str, Any]) -> frozenset[int]:
        return frozenset(given.get("lines") or ())

    def judgement(self) -> Judgement:
        """What was said; the form is in order."""
        found: Judgement = self.cleaned_data["judgement"]
        return found

    def options(self) -> Iterator[tuple[str, str, bool]]:
        """The levels or answers: what is sent, the words, whether it is chosen."""
        chosen = str(self["level"].value() or "")
        for anchor in self.row.indicator.anchors.all():
            yield str(anchor.level), anchor.worded("text", current_language()), chosen == str(anchor.level)

    def is_unjudged(self) -> bool:
        """Whether it is said that it cannot be judged."""
        return self["level"].value() == UNJUDGED or bool(self["unjudged"].value())

    def marks(self) -> list[tuple[CaseLine, bool]]:
        """The lines of the dialogue, and whether each is ticked."""
        ticked = {str(one) for one in self["lines"].value() or ()}
        return [(line, str(line.number) in ticked) for line in self.case_lines]


_EITHER = say("Write a number, or tick that it cannot be judged; not both.")


def _as_text(said: Judgement, scale: Scale) -> str:
    if not said.answered:
        return ""
    if said.level is None:
        return "" if scale == Scale.COUNT else UNJUDGED
    return str(said.level)

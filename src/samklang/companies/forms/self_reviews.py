"""How one saw one's own meeting: a level of each indicator or none, and one thing to try."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.method.models import Indicator
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

CANNOT_SAY = "none"
_PREFIX = "i-"


class Asked(NamedTuple):
    """One indicator as it is asked: what is sent under which name, its levels with their words, which is chosen."""

    name: str
    indicator: Indicator
    levels: Sequence[tuple[str, str, bool]]
    is_none: bool


class SelfReviewForm(forms.Form):
    """levels: what was said before, by the key of the indicator."""

    next_time = WordsField(
        label=_("One thing I will try next time"), required=False, max_length=500, rows=2,
        help_text=_("Only you see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, indicators: Sequence[Indicator], levels: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.before = indicators, levels
        for one in indicators:
            choices = [(CANNOT_SAY, ""), *((str(anchor.level), "") for anchor in one.anchors.all())]
            self.fields[f"{_PREFIX}{one.key}"] = forms.ChoiceField(
                label=one.worded("name", current_language()), choices=choices, required=False,
                error_messages={"invalid_choice": _("Choose one of the levels shown.")},
            )  # fmt: skip

    def asked(self) -> Iterator[Asked]:
        """The indicators in order, as the page shows them."""
        language = current_language()
        for one in self.indicators:
            name = f"{_PREFIX}{one.key}"
            chosen = str(self.data.get(name, "") if self.is_bound else self.before.get(one.key, ""))
            levels = [
                (str(anchor.level), anchor.worded("text", language), chosen == str(anchor.level))
                for anchor in one.anchors.all()
            ]
            yield Asked(name, one, levels, not any(is_chosen for _level, _text, is_chosen in levels))

    def levels(self) -> dict[str, int]:
        """What was said; what one could not say is left out."""
        said = {one.key: self.cleaned_data.get(f"{_PREFIX}{one.key}", "") for one in self.indicators}
        return {key: int(level) for key, level in said.items() if str(level).isdecimal()}

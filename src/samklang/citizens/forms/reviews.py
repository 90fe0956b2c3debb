"""How one saw one's own conversation: six taps at most, and one thing to try."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.citizens import content
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.word_fields import NamelessField

CANNOT_SAY = "none"
_PREFIX = "q-"
_LEVELS = [str(one) for one in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)]


class AskedQuestion(NamedTuple):
    """One question as it is asked: sent under which name, what its two ends say, and which level is chosen."""

    name: str
    ask: str
    low: str
    high: str
    levels: list[tuple[str, bool]]
    is_none: bool


class ReviewForm(forms.Form):
    """answers: what was said before, by the key of the question."""

    day = DayField(label=_("Day of the conversation"))
    next_time = NamelessField(
        label=_("One thing I will try next time"), required=False, max_length=300,
        help_text=_("Only you see it. Write it without saying who you talked with."),
    )  # fmt: skip

    def __init__(self, *args: Any, answers: Mapping[str, int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = answers
        self.fields["day"].initial = self.initial.get("day", today)
        for one in content.questions():
            self.fields[f"{_PREFIX}{one.key}"] = forms.ChoiceField(
                label=one.ask.worded(current_language()), required=False,
                choices=[(CANNOT_SAY, ""), *((level, "") for level in _LEVELS)],
                error_messages={"invalid_choice": _("Choose one of the levels shown.")},
            )  # fmt: skip

    def asked(self) -> Iterator[AskedQuestion]:
        """The questions in order, as the page shows them."""
        language = current_language()
        for one in content.questions():
            name = f"{_PREFIX}{one.key}"
            chosen = str(self.data.get(name, "") if self.is_bound else self.before.get(one.key, ""))
            yield AskedQuestion(
                name, one.ask.worded(language), one.low.worded(language), one.high.worded(language),
                [(level, level == chosen) for level in _LEVELS], chosen not in _LEVELS,
            )  # fmt: skip

    def answers(self) -> dict[str, int]:
        """What was said; what one could not say is left out."""
        said = {one.key: self.cleaned_data.get(f"{_PREFIX}{one.key}", "") for one in content.questions()}
        return {key: int(level) for key, level in said.items() if level in _LEVELS}

"""What somebody says of one indicator: a level with the words of its anchor, or none, and what it rests on."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.method.commands.assessment import Said
from samklang.method.forms.talk_words import TalkWords
from samklang.method.models import AssessedLevel, Indicator
from samklang.method.rules.assessment import LONGEST_NOTE
from samklang.web.language import current_language

UNJUDGED = "none"
"""What is sent where the indicator is not judged."""


class LevelForm(forms.Form):
    """One indicator. said: what stands now. before: what was said last time, which is shown and not filled in."""

    level = forms.ChoiceField(
        label=_("Level"), required=False, error_messages={"invalid_choice": _("Choose one of the levels shown.")}
    )
    note = TalkWords(
        label=_("What do you build it on?"), most=LONGEST_NOTE, rows=2, required=False,
        help_text=_("A conversation or a situation you can talk about. No names of citizens or companies."),
    )  # fmt: skip

    def __init__(
        self,
        data: Any,
        *,
        indicator: Indicator,
        said: AssessedLevel | None = None,
        before: AssessedLevel | None = None,
    ) -> None:
        self.indicator, self.before = indicator, before
        initial = {"level": str(said.level) if said else UNJUDGED, "note": said.note if said else ""}
        super().__init__(data, prefix=f"i{indicator.pk}", initial=initial)
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            level.choices = [(UNJUDGED, ""), *((str(one.level), "") for one in indicator.anchors.all())]

    def clean(self) -> dict[str, Any]:
        """A note belongs to a level."""
        given = super().clean() or {}
        if given.get("note", "").strip() and given.get("level") in {"", UNJUDGED}:
            self.add_error("level", _("Choose the level that the note is about, or empty the note."))
        return given

    def is_sent(self) -> bool:
        """Whether the page held the indicator at all."""
        return self.add_prefix("level") in self.data

    def said(self) -> Said:
        """What was said; the form is in order."""
        level = self.cleaned_data["level"]
        return Said(int(level) if level.isdecimal() else None, self.cleaned_data["note"].strip())

    def options(self) -> Iterator[tuple[str, str, bool]]:
        """The levels: what is sent, the words, whether it is chosen."""
        chosen = str(self["level"].value() or UNJUDGED)
        for anchor in self.indicator.anchors.all():
            yield str(anchor.level), anchor.worded("text", current_language()), chosen == str(anchor.level)

    def is_unjudged(self) -> bool:
        """Whether no level is chosen."""
        return str(self["level"].value() or UNJUDGED) == UNJUDGED

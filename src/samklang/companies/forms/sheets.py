"""The fields of a preparation and the notes beside an agenda, each with the mark of what was read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.companies.sheet import Field, FieldKind, offers
from samklang.companies.written import BOTH, MINE, Typed
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

_LONGEST = 4000
_TOO_LONG = {"max_length": _("There is room for 4,000 characters here. Make it shorter.")}


class WrittenForm(forms.Form):
    """Texts that others may write too. texts: what is shown; marks: of what is stored, by the name of the field."""

    def __init__(self, data: Any, *, texts: Mapping[str, str], marks: Mapping[str, str]) -> None:
        self.texts, self.marks = texts, marks
        self.theirs: Mapping[str, str] = {}
        super().__init__(data)

    def typed(self) -> Iterator[Typed]:
        """What came from the page, as it is stored; what the page did not hold is left out, and so are faults."""
        for name in self.fields:
            if name in self.cleaned_data and f"was-{name}" in self.data:
                seen = str(self.data.get(f"seen-{name}", "")) if self.keep() else ""
                was = seen or str(self.data[f"was-{name}"])
                yield Typed(name, self.as_text(name), was, self.keep() if seen else "")

    def as_text(self, name: str) -> str:
        """What was typed in a field, as one text."""
        value = self.cleaned_data[name]
        return "\n".join(value) if isinstance(value, list) else str(value).replace("\r\n", "\n").strip()

    def keep(self) -> str:
        """What the person has decided where a colleague wrote meanwhile; empty where nothing was asked."""
        asked = str(self.data.get("keep", ""))
        return asked if asked in {MINE, BOTH} else ""

    def was(self, name: str) -> str:
        """The mark that the page is to hold: of what is stored, or where two differ of what was read before."""
        return str(self.data.get(f"was-{name}", "")) if name in self.theirs else self.marks.get(name, "")


class SheetForm(WrittenForm):
    """Some fields of the sheet."""

    def __init__(self, data: Any, *, shown: Sequence[Field], texts: Mapping[str, str], marks: Mapping[str, str],
                 day: Any) -> None:  # fmt: skip
        super().__init__(data, texts=texts, marks=marks)
        self.kinds = {one.key: one.kind for one in shown}
        language = current_language()
        for one in shown:
            text = texts.get(one.key, "")
            self.fields[one.key] = _field(one, text, language, day)
            self.initial[one.key] = text.splitlines() if one.kind == FieldKind.OFFERS else text

    def as_text(self, name: str) -> str:
        """What was typed in a field, as it is stored: a list without empty lines."""
        text = super().as_text(name)
        if self.kinds[name] == FieldKind.TEXT:
            return text
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _field(one: Field, text: str, language: str, day: Any) -> forms.Field:
    said: dict[str, Any] = {
        "label": one.label.worded(language),
        "help_text": one.help.worded(language),
        "required": False,
    }
    if one.kind == FieldKind.OFFERS:
        choices = [(offer.key, offer.title.worded(language)) for offer in offers(day)]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    rows = max(2, min(12, sum(1 + len(line) // 60 for line in text.splitlines()) + (one.kind == FieldKind.LINES)))
    return WordsField(rows=rows, max_length=_LONGEST, error_messages=_TOO_LONG, **said)


class NotesForm(WrittenForm):
    """A box beside each point of an agenda, and one for what was not on it."""

    def __init__(
        self, data: Any, *, points: Mapping[str, str], texts: Mapping[str, str], marks: Mapping[str, str]
    ) -> None:
        super().__init__(data, texts=texts, marks=marks)
        for key, point in points.items():
            self.fields[key] = WordsField(
                label=point, rows=3, max_length=_LONGEST, error_messages=_TOO_LONG, required=False
            )
            self.initial[key] = texts.get(key, "")

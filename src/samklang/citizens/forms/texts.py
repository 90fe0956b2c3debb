"""How citizens' texts are worded, and how a language comes and goes as a file."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.citizens import content
from samklang.citizens.enums import Reading
from samklang.citizens.sheet import LINES, LISTS, SHIPPED, WORDS, Sheet
from samklang.core.words import render
from samklang.web.language import current_language
from samklang.web.widgets import FileInput
from samklang.web.word_fields import WordsField

KIND, EDITION = "samklang-preparation-texts", 1
MOST_BYTES = 200_000
_MOST_LINES, _LONGEST = 12, 400
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_LABELS = {
    "name": _("What this level is called"), "title": _("Title"), "intro": _("The first lines"),
    "kept": _("What is kept of them"), "close": _("The last line"), "about": _("What the conversation is about"),
    "think": _("What they can think about"), "bring": _("What they can bring"), "yours": _("What they decide"),
}  # fmt: skip
_ORDER = ("name", "title", "intro", *LISTS, "kept", "close")


def tag_of(text: str) -> str:
    """The tag of a language, in small letters. Raises ValidationError where it is none."""
    tag = text.strip().casefold()
    if not _TAG.fullmatch(tag) or len(tag) > 12:
        raise ValidationError(_("Write the language's tag, such as ar, uk or pt-br."), code="no_tag")
    return tag


class _Lines(WordsField):
    """One entry on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=6, max_length=_MOST_LINES * _LONGEST, **options)

    def clean(self, value: Any) -> list[str]:
        """The entries. Raises ValidationError where there are too many, or one is too long."""
        found = [line for one in str(super().clean(value)).splitlines() if (line := " ".join(one.split()))]
        if len(found) > _MOST_LINES:
            raise ValidationError(_("Write at most %(most)s lines."), params={"most": _MOST_LINES})
        if any(len(one) > _LONGEST for one in found):
            raise ValidationError(_("A line is longer than %(most)s signs."), params={"most": _LONGEST})
        return found


class TextForm(forms.Form):
    """One level in one language: lines, lists with one entry on each line, topics, and the words on the page."""

    def __init__(
        self, data: Any, *, sheet: Sheet | None = None, beside: Sheet | None = None, tag: str = "",
        language_name: str | None = None,
    ) -> None:  # fmt: skip
        """sheet: what stands there now. beside: what one translates from. tag: the language, where it is known.

        language_name: what an added language is called; None where that is not asked.
        """
        initial = {**(typed(sheet) if sheet is not None else {}), "language_name": language_name}
        super().__init__(data, initial=initial)
        self.beside = typed(beside) if beside is not None else {}
        self._add_fields()
        if tag:
            for field in self.fields.values():
                field.widget.attrs |= {"lang": tag, "dir": "auto"}
        if language_name is not None:
            self.fields["language_name"] = WordsField(
                label=_("What the language is called in itself"), max_length=60, widget=forms.TextInput({"dir": "auto"})
            )

    def _add_fields(self) -> None:
        language = current_language()
        for name in _ORDER:
            if name in LISTS:
                self.fields[name] = _Lines(label=_LABELS[name], help_text=_("One entry on each line."))
            else:
                most, rows = (60 if name == "name" else _LONGEST), (3 if name in {"intro", "kept"} else 0)
                self.fields[name] = WordsField(label=_LABELS[name], max_length=most, rows=rows)
        for one in content.topics():
            self.fields[f"topic-{one.key}"] = WordsField(
                label=_("Topic: %(topic)s") % {"topic": one.name.worded(language)}, max_length=120
            )
        for key, sentence in WORDS.items():
            self.fields[f"word-{key}"] = WordsField(
                label=_("On the page: %(words)s") % {"words": render(sentence, language)}, max_length=200
            )

    def pairs(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each field of the text itself, with what it is translated from."""
        for name in self.fields:
            yield self[name], self.beside.get(name, "")

    def document(self) -> dict[str, Any]:
        """What is stored."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in (*LINES, *LISTS)},
            "topics": {one.key: given[f"topic-{one.key}"] for one in content.topics()},
            "words": {key: given[f"word-{key}"] for key in WORDS},
        }  # fmt: skip


def typed(sheet: Sheet) -> dict[str, str]:
    """A sheet as it stands in the form."""
    return {
        **{name: getattr(sheet, name) for name in LINES},
        **{name: "\n".join(getattr(sheet, name)) for name in LISTS},
        **{f"topic-{key}": name for key, name in sheet.topics.items()},
        **{f"word-{key}": said for key, said in sheet.words.items()},
    }  # fmt: skip


class LanguageForm(forms.Form):
    """A language to add: its tag, its name in itself, and the first level to write."""

    language = forms.CharField(
        label=_("Tag of the language"), max_length=12,
        help_text=_("Two or three letters, such as ar, uk, so or ti. The direction of the writing follows from it."),
    )  # fmt: skip
    language_name = WordsField(
        label=_("What the language is called in itself"), max_length=60, help_text=_("Such as العربية or Українська.")
    )
    level = forms.ChoiceField(
        label=_("Begin with"), choices=Reading.choices, initial=Reading.EASY, widget=forms.RadioSelect
    )

    def clean_language(self) -> str:
        """A tag, of another language than those that are always there. Raises ValidationError."""
        tag = tag_of(self.cleaned_data["language"])
        if tag in SHIPPED:
            raise ValidationError(_("Danish and English are there already: change them in the list."))
        return tag


class LanguageFile(NamedTuple):
    """A language as it came in a file that is in order."""

    tag: str
    name: str
    documents: Mapping[Reading, dict[str, Any]]


class LanguageFileForm(forms.Form):
    """A file with one language; either all of it is in order, or nothing is taken."""

    file = forms.FileField(
        label=_("File"), help_text=_("Fetched from Samklang, with the ending .json."),
        widget=FileInput(accept=".json,application/json", most_megabytes=1),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Fetch it again.")},
    )  # fmt: skip

    def clean_file(self) -> LanguageFile:
        """What is in it. Raises ValidationError with every fault that was found."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is too large to be a language of Samklang."))
        try:
            document = json.loads(file.read().decode())
        except (UnicodeDecodeError, ValueError, RecursionError):
            document = None
        if not isinstance(document, dict) or document.get("kind") != KIND or document.get("edition") != EDITION:
            raise ValidationError(
                _("That is no file with a language from Samklang. Fetch one, and look how it is made.")
            )
        return _language_in(document)


def _language_in(document: Mapping[str, Any]) -> LanguageFile:
    tag = tag_of(str(document.get("language", "")))
    name = SHIPPED.get(tag) or WordsField(max_length=60).clean(str(document.get("language_name", "")))
    levels = document.get("levels")
    if not isinstance(levels, dict) or not levels or set(levels) - set(Reading.values):
        raise ValidationError(_("The levels in the file must be easy, plain and full, one of them at least."))
    found, faults = dict[Reading, dict[str, Any]](), list[str]()
    for level in [one for one in Reading if one in levels]:
        form = TextForm(_as_typed(levels[level]))
        if form.is_valid():
            found[level] = form.document()
        else:
            faults += [f"{level.label}, {form.fields[name].label}: {said[0]}" for name, said in form.errors.items()]
    if faults:
        raise ValidationError(faults)
    return LanguageFile(tag, str(name), found)


def _as_typed(level: Any) -> dict[str, str]:
    """A level of a file as it would have been typed; what is not as it should be is left out, and so missed."""
    if not isinstance(level, dict):
        return {}
    found = {name: level[name] for name in LINES if isinstance(level.get(name), str)}
    for name in LISTS:
        if isinstance(level.get(name), list):
            found[name] = "\n".join(" ".join(one.split()) for one in level[name] if isinstance(one, str))
    for prefix, name in (("topic", "topics"), ("word", "words")):
        if isinstance(level.get(name), dict):
            found |= {f"{prefix}-{key}": one for key, one in level[name].items() if isinstance(one, str)}
    return found


def as_file(tag: str, name: str, sheets: Mapping[Reading, Sheet]) -> bytes:
    """A language to fetch, as `LanguageFileForm` reads it."""
    document = {
        "kind": KIND, "edition": EDITION, "language": tag, "language_name": name,
        "levels": {level.value: sheet.as_document() for level, sheet in sheets.items()},
    }  # fmt: skip
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()

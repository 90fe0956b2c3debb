"""What is asked of the list of cases, a case as it is typed, its twin's title, and a file of cases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.calibration.dialogue import TypedLine, both, followed, read_lines, write_lines
from samklang.calibration.documents import CaseDocument, KeyText, SettingText, SpokenLine, StoryText, TitleText
from samklang.calibration.enums import CaseKind, Difficulty, Form
from samklang.calibration.models import Case
from samklang.calibration.queries.cases import Narrowing, sorts
from samklang.core.words import Sentence, render, say
from samklang.method.documents import Fault
from samklang.method.models import Edition, Framework
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

LONGEST_TEXT, MOST_MEGABYTES = 80, 5
_ALL, _NO_FORM = ("", _("All")), "none"
_FIELDS = {"title": "title", "setting": "setting", "text": "told", "lines": "told"}
"""Which field a part of the document is typed in."""


def named_frameworks(frameworks: Iterable[Framework], editions: Mapping[int, Edition]) -> list[tuple[int, str]]:
    """Each framework by the name that its edition gives it, with the jobcentre where there is more than one."""
    rows = list(frameworks)
    many = len({one.jobcentre_id for one in rows}) > 1
    language = current_language()
    names = {one.pk: editions[one.pk].worded("name", language) if one.pk in editions else one.key for one in rows}
    return [(one.pk, f"{names[one.pk]} ({one.jobcentre.name})" if many else names[one.pk]) for one in rows]


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


class CaseFilter(forms.Form):
    """Search, and what to narrow the list by. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput({
            "type": "search", "autocomplete": "off", "maxlength": LONGEST_TEXT, "placeholder": _("A word in a case"),
        }),
    )  # fmt: skip
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *CaseKind.choices])
    form = forms.ChoiceField(
        label=_("Form"), required=False,
        choices=[_ALL, *((value or _NO_FORM, label) for value, label in Form.choices)],
    )  # fmt: skip
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, choices=[_ALL, *Difficulty.choices])

    def __init__(self, data: Any, *, frameworks: list[tuple[int, str]]) -> None:
        super().__init__(data)
        _choose(self, "framework", [_ALL, *frameworks])

    def asked(self) -> Narrowing:
        """What is asked for."""
        self.full_clean()
        known = getattr(self, "cleaned_data", {})
        sort, form = str(self.data.get("sort", "")), str(known.get("form") or "")
        return Narrowing(
            text=str(known.get("q", ""))[:LONGEST_TEXT].replace("\0", ""),
            framework=int(known["framework"]) if known.get("framework") else None,
            kind=str(known.get("kind") or ""),
            form=None if not form else ("" if form == _NO_FORM else form),
            difficulty=int(known["difficulty"]) if known.get("difficulty") else None,
            retired=self.data.get("state") == "retired",
            sort=sort if sort.removeprefix("-") in sorts("da") else "title",
        )


class CaseForm(forms.Form):
    """A case as it is typed: what it is, and what is told, in Danish and where one likes in English."""

    framework = forms.TypedChoiceField(
        label=_("Framework"), coerce=int, error_messages={"required": _("Choose what the case is about.")}
    )
    title_da = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Neutral: it must not say how well it goes."),
        error_messages={"required": _("Give the case a title.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=CaseKind.choices, initial=CaseKind.DIALOGUE)
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), coerce=int, choices=Difficulty.choices, initial=Difficulty.CLEAR
    )
    form = forms.ChoiceField(
        label=_("Form"), choices=Form.choices, required=False,
        help_text=_("Form A and form B are rated in turn, since people remember cases. An anchor is in every round."),
    )  # fmt: skip
    twin = forms.ChoiceField(
        label=_("Twin"),
        required=False,
        help_text=_("The parallel case of the other form: as hard, and of other people."),
    )
    setting_da = forms.CharField(
        label=_("Before it begins"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Who, where, what has gone before, what was prepared: two to four sentences. Made-up people only, first "
            "name and one letter."
        ),
    )  # fmt: skip
    told_da = forms.CharField(
        label=_("What is said, or what has happened"), max_length=60_000, widget=forms.Textarea({"rows": 18}),
        help_text=_(
            "In a dialogue each line begins with who speaks: K: for the colleague, B: for the citizen or the company. "
            "What is only seen stands in brackets: (She turns the screen.) A situation is told in plain sentences."
        ),
        error_messages={"required": _("Write what is said, or what has happened.")},
    )  # fmt: skip
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    setting_en = forms.CharField(
        label=_("Before it begins, in English"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    told_en = forms.CharField(
        label=_("The same in English"), required=False, max_length=60_000, widget=forms.Textarea({"rows": 12}),
        help_text=_("As many lines as in Danish; S: for the member of staff, O: for the other."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, frameworks: list[tuple[int, str]] | None = None, before: CaseDocument | None = None,
        twins: Iterable[Case] = (), initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={**(typed(before) if before else {}), **(initial or {})})
        self.before = before
        if frameworks is None:
            del self.fields["framework"]
        else:
            _choose(self, "framework", frameworks)
        language = current_language()
        offered = [(one.key, one.worded("title", language)) for one in twins]
        if before is None:
            del self.fields["twin"]
        else:
            known = {key for key, _title in offered} | {""}
            # A twin that is not here, as after an import, is not lost by saving something else.
            kept = [(before.twin, before.twin)] if before.twin not in known else []
            _choose(self, "twin", [("", _("None")), *kept, *offered])

    def clean(self) -> dict[str, Any]:
        """With the lines of a dialogue, each fault named by its line."""
        given = super().clean() or self.cleaned_data
        given["lines"] = ()
        if given.get("kind") == CaseKind.DIALOGUE and given.get("told_da"):
            given["lines"] = self._lines(str(given["told_da"]), str(given.get("told_en") or ""))
        return given

    def _lines(self, danish: str, english: str) -> tuple[SpokenLine, ...]:
        lines, faults = read_lines(danish)
        self._tell("told_da", faults)
        if not english:
            return tuple(both(lines, []))
        if self.before is not None and "told_en" not in self.changed_data:
            return tuple(self._in_step(lines, self.before))
        said, faults = read_lines(english, may_be_blank=True)
        self._tell("told_en", faults)
        if not self.errors and [one.by for one in lines] != [one.by for one in said]:
            self._tell("told_en", [
                say(
                    "The English has {english} lines and the Danish {danish}, or another speaks. Write them alike line "
                    "by line, or leave the English empty.",
                    english=len(said), danish=len(lines),
                )
            ])  # fmt: skip
        return () if self.errors else tuple(both(lines, said))

    @staticmethod
    def _in_step(lines: list[TypedLine], before: CaseDocument) -> Iterable[SpokenLine]:
        """English that nobody touched stays with its Danish line, where that is still as it was."""
        came = {
            new: before.lines[old - 1]
            for old, new in followed([one.da for one in before.lines], [one.text for one in lines]).items()
        }
        for number, one in enumerate(lines, 1):
            old = came.get(number)
            yield SpokenLine(by=one.by, da=one.text, en=old.en if old and old.da == one.text else "")

    def _tell(self, field: str, faults: Iterable[Sentence]) -> None:
        for fault in faults:
            self.add_error(field, render(fault, current_language()))

    def document(self) -> CaseDocument:
        """The case as typed, with the key it had, moved along with its lines."""
        given = self.cleaned_data
        dialogue = given["kind"] == CaseKind.DIALOGUE
        before = self.before
        return CaseDocument(
            key=before.key if before else "new", kind=given["kind"], difficulty=given["difficulty"],
            form=given["form"], twin=given.get("twin", ""),
            title=TitleText(da=given["title_da"], en=given["title_en"]),
            setting=SettingText(da=_newlines(given["setting_da"]), en=_newlines(given["setting_en"])),
            text=StoryText() if dialogue else StoryText(da=_newlines(given["told_da"]), en=_newlines(given["told_en"])),
            lines=given["lines"], keys=moved_keys(before, given["lines"]) if before else (),
        )  # fmt: skip

    def tell_faults(self, faults: Iterable[Fault]) -> None:
        """Put each fault of the document at the field that it was typed in."""
        for fault in faults:
            part = str(fault.path[0]) if fault.path else ""
            language = "en" if fault.path[-1:] == ("en",) else "da"
            name = f"{_FIELDS[part]}_{language}" if part in _FIELDS else part
            what = fault.what
            if part == "lines" and len(fault.path) > 1:
                what = say("Line {number}: {what}", number=int(fault.path[1]) + 1, what=fault.what)
            self.add_error(name if name in self.fields else None, render(what, current_language()))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def moved_keys(before: CaseDocument, lines: Iterable[SpokenLine]) -> tuple[KeyText, ...]:
    """The key of a case whose lines were rewritten: each level rests on the lines it did, wherever they went."""
    came = followed([one.da for one in before.lines], [one.da for one in lines])
    return tuple(replace(one, lines=tuple(came[old] for old in one.lines if old in came)) for one in before.keys)


def typed(document: CaseDocument) -> dict[str, Any]:
    """A case as it stands in the form."""
    found: dict[str, Any] = {
        "kind": document.kind.value, "difficulty": document.difficulty.value, "form": document.form.value,
        "twin": document.twin,
    }  # fmt: skip
    for language in ("da", "en"):
        found[f"title_{language}"] = getattr(document.title, language)
        found[f"setting_{language}"] = getattr(document.setting, language)
        story = getattr(document.text, language)
        found[f"told_{language}"] = write_lines(document.lines, language) if document.lines else story
    return found


class TwinForm(forms.Form):
    """What the copy is called."""

    title = forms.CharField(
        label=_("Title of the twin"), max_length=200,
        help_text=_("Other people, another trade: so that nobody recognises the first."),
        error_messages={"required": _("Give the twin a title of its own.")},
    )  # fmt: skip


class CaseFileForm(forms.Form):
    """A file of cases, and the framework they are about."""

    framework = forms.TypedChoiceField(
        label=_("Framework"), coerce=int, error_messages={"required": _("Choose what the cases are about.")}
    )
    file = forms.FileField(
        label=_("File"), help_text=_("Fetched from a list of cases in Samklang, with the ending .json."),
        widget=FileInput(accept=".json,application/json", most_megabytes=MOST_MEGABYTES),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Fetch it again."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )  # fmt: skip

    def __init__(self, data: Any, files: Any, *, frameworks: list[tuple[int, str]]) -> None:
        super().__init__(data, files)
        _choose(self, "framework", frameworks)

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. Fetch fewer cases at a time."), params={"most": MOST_MEGABYTES}
            )
        return file

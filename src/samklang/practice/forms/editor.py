"""The forms of the author's editor: a new case, its facts, one turn with its lines, the endings, a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from samklang.practice.editor_edits import keys_in
from samklang.practice.editor_files import LONGEST_TITLE, MOST_BYTES
from samklang.practice.enums import BranchingState, EndingKind, Shown
from samklang.practice.forms.ground import DIFFICULTIES
from samklang.practice.queries.editor import Asked
from samklang.practice.script import (
    MOST_ENDINGS,
    MOST_FEEDBACK,
    MOST_LINES,
    Ending,
    Feedback,
    Line,
    Script,
    Text,
    Turn,
)
from samklang.web.widgets import FileInput
from samklang.web.word_fields import WordsField

LONGEST_TEXT, _LONGEST_KEY = 1500, 60
NEW_TURN = "+turn"
"""Chosen as where a line leads, it makes one."""
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALL = ("", _("All"))


class DraftFilter(forms.Form):
    """Which cases to show. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "maxlength": 80}),
    )  # fmt: skip
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ALL, *BranchingState.choices])

    def __init__(self, data: Any, *, frameworks: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["framework"]).choices = [
            _ALL,
            *((str(pk), name) for pk, name in frameworks),
        ]

    def asked(self) -> Asked:
        """What is asked for."""
        self.is_valid()
        given = self.cleaned_data
        framework = given.get("framework", "")
        text = given.get("q", "").replace("\0", "")[:80]
        return Asked(text, int(framework) if framework else None, given.get("state", ""))


class NewCaseForm(forms.Form):
    """What the case is called, and what it is about."""

    title = WordsField(
        label=_("Title"), max_length=LONGEST_TITLE, help_text=_("In Danish. It must not say how well it goes."),
        error_messages={"required": _("Give the case a title.")},
    )  # fmt: skip
    framework = forms.TypedChoiceField(
        label=_("Framework"), coerce=int, error_messages={"required": _("Choose what the case is about.")}
    )

    def __init__(self, *args: Any, frameworks: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["framework"]).choices = list(frameworks)


class CaseFileForm(forms.Form):
    """A file with one case."""

    framework = forms.TypedChoiceField(
        label=_("Framework"), coerce=int, error_messages={"required": _("Choose what the case is about.")}
    )
    file = forms.FileField(
        label=_("File"), help_text=_("Fetched from a case here, or written by hand; with the ending .toml or .json."),
        widget=FileInput(accept=".toml,.json,application/json", most_megabytes=1),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
    )  # fmt: skip
    replacing = forms.BooleanField(
        label=_("It may take the place of what is being written by the same key"), required=False
    )

    def __init__(self, *args: Any, frameworks: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["framework"]).choices = list(frameworks)

    def clean_file(self) -> bytes:
        """What stands in it; no more than is needed to see that it is too large."""
        content: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return content


def _text(label: Any, *, rows: int = 3, most: int = LONGEST_TEXT, english: bool = False, **more: Any) -> WordsField:
    return WordsField(label=_english(label) if english else label, rows=rows, max_length=most, required=False, **more)


def _english(label: Any) -> Any:
    return _("%(label)s, in English") % {"label": label}


def _key_field(initial: str) -> forms.CharField:
    return forms.CharField(
        label=_("Short name"), max_length=_LONGEST_KEY, initial=initial,
        error_messages={"required": _("Give it a short name.")},
    )  # fmt: skip


class PartForm(forms.Form):
    """A part of a case that is saved together. stamp: of the part as it was opened."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any, *, stamp: str) -> None:
        super().__init__(data, initial={"stamp": stamp})

    def both(self, name: str) -> Text:
        """A text in both languages, as typed."""
        pair = (str(self.cleaned_data.get(f"{name}_{language}") or "") for language in ("da", "en"))
        danish, english = (one.replace("\r\n", "\n").strip() for one in pair)
        return Text(da=danish, en=english)

    def pair(self, name: str, label: Any, text: Text, **more: Any) -> None:
        """Add the two fields of a text."""
        for language in ("da", "en"):
            field = _text(label, english=language == "en", **more)
            field.initial = getattr(text, language)
            self.fields[f"{name}_{language}"] = field

    def pair_of(self, name: str) -> tuple[BoundField, BoundField]:
        """The two fields, to stand side by side."""
        return self[f"{name}_da"], self[f"{name}_en"]

    def opened_again(self, stamp: str) -> None:
        """Shown with what was typed, to be saved over what stands now."""
        self.data = {**{name: self.data[name] for name in self.data}, "stamp": stamp}

    def _own_key(self, name: str, taken: Iterable[str]) -> None:
        key = str(self.cleaned_data.get(name) or "")
        if key and not _KEY.fullmatch(key):
            self.add_error(name, _("Small letters a to z, digits and hyphens only: “says-no”."))
        elif key in set(taken):
            self.add_error(name, _("Another turn or ending is called the same. Choose another name."))

    def _keys_sent(self, name: str, there: Sequence[str], most: int) -> list[str]:
        """The keys that the form was opened with; those that are there where nothing sensible was sent."""
        if not self.is_bound or name not in self.data:
            return list(there)
        sent = str(self.data[name]).split(",")[: most + 1]
        keys = [one for one in dict.fromkeys(sent) if len(one) <= _LONGEST_KEY and _KEY.fullmatch(one)]
        return keys[:most]


class FactsForm(PartForm):
    """What the case is, and what is told before it begins."""

    texts = ("title", "scene", "other", "persona")

    def __init__(self, data: Any, *, script: Script, stamp: str) -> None:
        super().__init__(data, stamp=stamp)
        self.pair("title", _("Title"), script.title, rows=0, most=LONGEST_TITLE)
        self.fields["title_da"].required = True
        self.pair("scene", _("The scene"), script.scene, rows=6)
        self.pair("other", _("Who the other is"), script.other, rows=0, most=120)
        self.pair("persona", _("Persona"), script.persona, rows=6)
        self.fields["scene_da"].help_text = _(
            "Who, where, what has gone before. Made-up people only, also their names."
        )
        self.fields["other_da"].help_text = _("First name and a letter: “Pia V.”")
        self.fields["persona_da"].help_text = _("For authors and the language model; learners do not see it.")
        self.fields["difficulty"] = forms.TypedChoiceField(
            label=_("Difficulty"), coerce=int, choices=DIFFICULTIES, initial=script.difficulty
        )
        self.fields["minutes"] = forms.IntegerField(
            label=_("About how many minutes"), min_value=1, max_value=60, initial=script.minutes
        )

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """The texts, to stand side by side."""
        return [self.pair_of(one) for one in self.texts]

    def facts(self) -> dict[str, Any]:
        """As typed."""
        given = self.cleaned_data
        return {**{one: self.both(one) for one in self.texts},
                "difficulty": given["difficulty"], "minutes": given["minutes"]}  # fmt: skip


class TurnForm(PartForm):
    """One turn: what the other says, and the lines one can answer with, each with what it shows."""

    def __init__(
        self, data: Any, *, script: Script, turn: Turn, stamp: str, indicators: Mapping[str, str],
        phases: Mapping[str, str], places: Sequence[Any],
    ) -> None:  # fmt: skip
        super().__init__(data, stamp=stamp)
        self._indicators, self._places = indicators, places
        self._others = keys_in(script) - {turn.key}
        self.fields["key"] = _key_field(turn.key)
        self.fields["key"].help_text = _("Small letters and hyphens; you see it on the map.")
        known = [("", _("None")), *phases.items()]
        self.fields["phase"] = _choice(_("Phase"), known, turn.phase)
        self.pair("says", _("What the other says"), turn.says)
        self.line_keys = self._keys_sent("lines", [one.key for one in turn.lines], MOST_LINES)
        self.fields["lines"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=",".join(self.line_keys)
        )
        self.feedback_rows = [self._line(at, turn.line(key) or Line(key)) for at, key in enumerate(self.line_keys)]

    def _line(self, at: int, line: Line) -> int:
        self.pair(f"l{at}_says", _("What one can say"), line.says)
        self.pair(f"l{at}_answer", _("What the other answers"), line.answer, rows=2)
        self.fields[f"l{at}_to"] = _choice(_("Leads to"), [("", _("Not chosen yet")), *self._places], line.to)
        rows = min(MOST_FEEDBACK, len(line.feedback) + 1)
        while self.is_bound and rows < MOST_FEEDBACK and f"l{at}_f{rows}_indicator" in self.data:
            rows += 1
        for place in range(rows):
            said = line.feedback[place] if place < len(line.feedback) else None
            name = f"l{at}_f{place}"
            known = [("", _("None")), *self._indicators.items()]
            self.fields[f"{name}_indicator"] = _choice(_("Indicator"), known, said.indicator if said else "")
            self.fields[f"{name}_shown"] = forms.ChoiceField(
                label=_("What it shows"), choices=Shown.choices, initial=said.shown if said else Shown.YES,
                required=False,
            )  # fmt: skip
            self.pair(f"{name}_why", _("Why"), said.why if said else Text(), rows=2)
        return rows

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines as the page shows them."""
        return [
            {
                "key": key, "number": at + 1, "pairs": [self.pair_of(f"l{at}_says"), self.pair_of(f"l{at}_answer")],
                "to": self[f"l{at}_to"],
                "feedback": [
                    {"fields": [self[f"l{at}_f{one}_indicator"], self[f"l{at}_f{one}_shown"]],
                     "why": self.pair_of(f"l{at}_f{one}_why"), "number": one + 1}
                    for one in range(self.feedback_rows[at])
                ],
            }
            for at, key in enumerate(self.line_keys)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A short name of its own, and feedback with its indicator, each indicator once."""
        given = super().clean() or self.cleaned_data
        self._own_key("key", self._others)
        for at, rows in enumerate(self.feedback_rows):
            seen: set[str] = set()
            for place in range(rows):
                name = f"l{at}_f{place}"
                indicator = str(given.get(f"{name}_indicator") or "")
                if not indicator and (given.get(f"{name}_why_da") or given.get(f"{name}_why_en")):
                    self.add_error(f"{name}_indicator", _("Choose which indicator this is about."))
                elif indicator in seen:
                    self.add_error(f"{name}_indicator", _("The line has feedback on this one already."))
                seen |= {indicator} - {""}
        return given

    def turn(self, new_turn: str) -> Turn:
        """As typed. new_turn: the key of the turn that a line leads to where a new one is chosen."""
        given = self.cleaned_data
        lines = tuple(
            Line(
                key, self.both(f"l{at}_says"), self.both(f"l{at}_answer"),
                new_turn if given[f"l{at}_to"] == NEW_TURN else given[f"l{at}_to"], tuple(self._feedback(at)),
            )
            for at, key in enumerate(self.line_keys)
        )  # fmt: skip
        return Turn(given["key"], given["phase"], self.both("says"), lines)

    @property
    def wants_new_turn(self) -> bool:
        """Whether a line leads to a turn that is not there yet."""
        return any(self.cleaned_data[f"l{at}_to"] == NEW_TURN for at in range(len(self.line_keys)))

    def _feedback(self, at: int) -> Iterable[Feedback]:
        for place in range(self.feedback_rows[at]):
            name = f"l{at}_f{place}"
            indicator = self.cleaned_data[f"{name}_indicator"]
            if indicator:
                shown = Shown(self.cleaned_data[f"{name}_shown"] or Shown.YES)
                yield Feedback(indicator, shown, self.both(f"{name}_why"))


def _choice(label: Any, known: Sequence[Any], now: str) -> forms.ChoiceField:
    """What is there now can be kept, also where it is not one of the known any more."""
    flat = {value for one, inner in known for value in ([one] if not isinstance(inner, list) else dict(inner))}
    kept = [(now, _("%(key)s (not there any more)") % {"key": now})] if now not in flat else []
    return forms.ChoiceField(label=label, choices=[*known, *kept], required=False, initial=now)


class EndingsForm(PartForm):
    """Every ending of the case."""

    def __init__(self, data: Any, *, script: Script, stamp: str) -> None:
        super().__init__(data, stamp=stamp)
        self._turns = [one.key for one in script.turns]
        there = {one.key: one for one in script.endings}
        self.keys = self._keys_sent("endings", list(there), MOST_ENDINGS)
        self.fields["endings"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=",".join(self.keys))
        for at, key in enumerate(self.keys):
            ending = there.get(key) or Ending(key, EndingKind.MIDDLE)
            self.fields[f"e{at}_key"] = _key_field(key)
            self.fields[f"e{at}_kind"] = forms.ChoiceField(
                label=_("Kind"), choices=EndingKind.choices, initial=ending.kind
            )
            self.pair(f"e{at}_text", _("How it ended, and what the other takes home"), ending.text, rows=4)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The endings as the page shows them."""
        return [
            {"key": key, "number": at + 1, "fields": [self[f"e{at}_kind"], self[f"e{at}_key"]],
             "pair": self.pair_of(f"e{at}_text")}
            for at, key in enumerate(self.keys)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each with a short name of its own."""
        given = super().clean() or self.cleaned_data
        for at in range(len(self.keys)):
            others = [str(given.get(f"e{other}_key") or "") for other in range(len(self.keys)) if other != at]
            self._own_key(f"e{at}_key", [*self._turns, *others])
        return given

    def endings(self) -> tuple[Ending, ...]:
        """As typed."""
        given = self.cleaned_data
        return tuple(
            Ending(given[f"e{at}_key"], EndingKind(given[f"e{at}_kind"]), self.both(f"e{at}_text"))
            for at in range(len(self.keys))
        )

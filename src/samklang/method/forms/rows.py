"""One row of a draft in a form: every text in Danish and in English beside each other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from samklang.core.words import Sentence, render, say
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.method.documents import (
    AnchorText,
    CompetenceText,
    ConceptText,
    EditionDocument,
    IndicatorText,
    LineText,
    PhaseText,
    ProfileText,
    ProseText,
    UnitText,
)
from samklang.method.drafting import stamp_of
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale
from samklang.method.models import Profile
from samklang.method.parts import PARTS, TEXTS, level_label
from samklang.web.language import current_language

LANGUAGES = ("da", "en")
LONGEST_KEY = 60
_FEWEST_ANSWERS, _MORE_ANSWERS, _MOST_ANSWERS = 4, 2, 20
_KINDS: dict[str, tuple[type[Any], int, int]] = {
    "name": (LineText, 200, 1), "term": (LineText, 200, 1), "unit": (UnitText, 80, 1),
    "description": (ProseText, 2000, 5), "definition": (ProseText, 2000, 4), "example": (ProseText, 2000, 4),
    "counter_example": (ProseText, 2000, 4), "looks_for": (ProseText, 2000, 4),
}  # fmt: skip
"""For each text what it becomes, its most characters, and the lines shown."""
_LONGEST_ANCHOR = 600
_NO_TEXTS = ("opened", "esco")
"""Fields in which digits mean nobody."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def new_key(texts: Iterable[str], taken: Iterable[str]) -> str:
    """A key that is not taken, from the first text that gives one."""
    keys = (slugify(text.translate(_LETTERS)).replace("_", "-").strip("-")[:LONGEST_KEY].strip("-") for text in texts)
    key, known = next(filter(None, keys), "row"), set(taken)
    found, number = key, 2
    while found in known:
        found = f"{key[: LONGEST_KEY - 4].strip('-')}-{number}"
        number += 1
    return found


class Words(forms.CharField):
    """A text whose line breaks are the same whichever browser sends them."""

    def to_python(self, value: Any) -> str:
        """The text."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class PairsForm(forms.Form):
    """Texts in both languages. opened: the stamp of what stood there when the form was asked for."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    texts: tuple[str, ...] = ()
    asked = ""

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name in self.texts:
            for language in LANGUAGES:
                required = name == self.asked and language == LANGUAGES[0]
                self.fields[f"{name}_{language}"] = text_field(TEXTS[name], language, *_KINDS[name][1:], required)

    def pair(self, name: str) -> Any:
        """What was typed in both languages."""
        return _KINDS[name][0](**{language: self.cleaned_data[f"{name}_{language}"] for language in LANGUAGES})

    def pairs(self) -> Iterator[Sequence[BoundField]]:
        """The fields of each text, Danish first."""
        for name in self.texts:
            yield [self[f"{name}_{language}"] for language in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """A text of the method names nobody."""
        found: dict[str, Any] = super().clean() or {}
        for name, value in list(found.items()):
            is_text = isinstance(value, str) and name not in _NO_TEXTS
            if is_text and holds_civil_registration_number(value):
                self.add_error(name, _("This looks like a civil registration number. Delete it; a text names nobody."))
        return found

    def opened_again(self, stamp: str) -> None:
        """What stands there now has been shown, so that it can be written over knowingly."""
        self.data = {**dict(self.data.items()), "opened": stamp}


def text_field(label: Sentence, language: str, most: int, lines: int, required: bool) -> Words:
    """One text in one language; the browser checks its spelling in that language."""
    attrs = {"lang": language, "rows": lines} if lines > 1 else {"lang": language}
    widget = forms.Textarea(attrs) if lines > 1 else forms.TextInput(attrs)
    in_language = say("{text} in Danish", text=label) if language == "da" else say("{text} in English", text=label)
    return Words(
        label=render(in_language, current_language()), max_length=most, required=required, widget=widget,
        error_messages={"required": _("Write it in Danish. English can wait.")},
    )  # fmt: skip


def initial_pairs(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The texts of a row, by field."""
    return {f"{name}_{language}": getattr(getattr(row, name), language) for name in names for language in LANGUAGES}


class FrameForm(PairsForm):
    """The edition's name and what it is for."""

    texts = ("name", "description")
    asked = "name"


class EscoField(forms.CharField):
    """The web address of a skill in the European classification; empty where nobody has found it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Address in ESCO"),
            required=False,
            max_length=200,
            help_text=_("The skill's own page in the European classification: http://data.europa.eu/esco/skill/…"),
            widget=forms.URLInput(attrs={"inputmode": "url"}),
        )

    def clean(self, value: Any) -> str:
        """A web address, or nothing."""
        text = str(super().clean(value))
        if text and not (text.startswith(("https://", "http://")) and len(text.split()) == 1):
            raise forms.ValidationError(_("Write a web address that begins with https://, or nothing."))
        return text


class RowForm(PairsForm):
    """One row of a part. row: as it stands; None for a new one."""

    part = ""

    def __init__(self, data: Any = None, *, document: EditionDocument, row: Any = None, **given: Any) -> None:
        self.document, self.row = document, row
        self.texts, self.asked = self.texts or PARTS[self.part].texts, PARTS[self.part].asked
        initial = {"opened": stamp_of(row), **given.pop("initial", {}), **(self.shown(row) if row else {})}
        super().__init__(data, initial=initial)
        self.add_fields()

    def add_fields(self) -> None:
        """What the row has besides its texts."""

    def shown(self, row: Any) -> dict[str, Any]:
        """The row as the form's fields."""
        found = initial_pairs(row, self.texts)
        return {**found, "esco": row.esco} if hasattr(row, "esco") else found

    def besides(self) -> list[BoundField]:
        """The fields above the texts."""
        return [self[name] for name in ("same_as", "competence", "phase") if name in self.fields]

    def after(self) -> list[BoundField]:
        """The fields below everything."""
        return [self["esco"]] if "esco" in self.fields else []

    def key(self) -> str:
        """The row's key; a new one from its name."""
        if self.row is not None:
            return str(self.row.key)
        names = (self.cleaned_data[f"{self.asked}_en"], self.cleaned_data[f"{self.asked}_da"])
        return new_key(names, (row.key for row in getattr(self.document, self.part)))

    def pairs_typed(self) -> dict[str, Any]:
        """Every text as typed."""
        return {name: self.pair(name) for name in self.texts}

    def typed(self) -> Any:
        """The row as typed."""
        raise NotImplementedError


class PhaseForm(RowForm):
    """A phase."""

    part = "phases"

    def typed(self) -> PhaseText:
        """As typed."""
        return PhaseText(key=self.key(), **self.pairs_typed())


class CompetenceForm(RowForm):
    """A competence."""

    part = "competences"

    def add_fields(self) -> None:
        """Its address in ESCO."""
        self.fields["esco"] = EscoField()

    def typed(self) -> CompetenceText:
        """As typed."""
        return CompetenceText(key=self.key(), esco=self.cleaned_data["esco"], **self.pairs_typed())


class ConceptForm(RowForm):
    """A concept."""

    part = "concepts"

    def add_fields(self) -> None:
        """Its address in ESCO."""
        self.fields["esco"] = EscoField()

    def typed(self) -> ConceptText:
        """As typed."""
        return ConceptText(key=self.key(), esco=self.cleaned_data["esco"], **self.pairs_typed())


class IndicatorForm(RowForm):
    """An indicator with the words of its levels or answers. How it is rated is chosen once, when it is added."""

    part = "indicators"

    def __init__(self, data: Any = None, *, scale: Scale, **given: Any) -> None:
        self.scale = scale
        self.texts = ("name", "looks_for", "unit") if scale == Scale.COUNT else ("name", "looks_for")
        super().__init__(data, **given)

    def add_fields(self) -> None:
        """Where it belongs, and a text for each level or answer."""
        self.fields["competence"] = forms.ChoiceField(
            label=_("Competence"),
            choices=_names(self.document.competences),
            error_messages={
                "required": _("Choose a competence."),
                "invalid_choice": _("The competence has been removed from the draft. Choose another."),
            },
        )
        self.fields["phase"] = forms.ChoiceField(
            label=_("Phase"),
            choices=[("", _("No phase")), *_names(self.document.phases)],
            required=False,
            error_messages={"invalid_choice": _("The phase has been removed from the draft. Choose another.")},
        )
        for level in self.levels():
            for language in LANGUAGES:
                label = level_label(self.scale, level)
                self.fields[f"level_{level}_{language}"] = text_field(label, language, _LONGEST_ANCHOR, 2, False)
        self.fields["esco"] = EscoField()

    def levels(self) -> Sequence[int]:
        """The levels there are fields for; for answers some more than there are."""
        if self.scale == Scale.COUNT:
            return ()
        if self.scale == Scale.LEVEL:
            return range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
        there = max((one.level for one in self.row.anchors), default=0) if self.row else 0
        return range(1, min(max(_FEWEST_ANSWERS, there + _MORE_ANSWERS), _MOST_ANSWERS) + 1)

    def shown(self, row: Any) -> dict[str, Any]:
        """Where it belongs and its anchors beside the texts."""
        anchors = {f"level_{one.level}_{name}": getattr(one, name) for one in row.anchors for name in LANGUAGES}
        return {**super().shown(row), "competence": row.competence, "phase": row.phase or "", **anchors}

    def level_pairs(self) -> list[Sequence[BoundField]]:
        """The fields of each level, Danish first."""
        return [[self[f"level_{level}_{language}"] for language in LANGUAGES] for level in self.levels()]

    def typed(self) -> IndicatorText:
        """As typed; a level without a text in Danish or English is none."""
        data = self.cleaned_data
        words = {level: [data[f"level_{level}_{language}"] for language in LANGUAGES] for level in self.levels()}
        anchors = tuple(AnchorText(level=level, da=da, en=en) for level, (da, en) in words.items() if da or en)
        return IndicatorText(
            key=self.key(), competence=data["competence"], phase=data["phase"] or None, scale=self.scale,
            anchors=anchors, esco=data["esco"], **self.pairs_typed(),
        )  # fmt: skip


class ProfileForm(RowForm):
    """A role profile with the level it demands of each indicator."""

    part = "profiles"

    def __init__(self, data: Any = None, *, elsewhere: Sequence[Profile] = (), **given: Any) -> None:
        self.elsewhere = elsewhere
        super().__init__(data, **given)

    def add_fields(self) -> None:
        """The demands; for a new one also whether it is a role that another framework has."""
        taken = {row.key for row in self.document.profiles}
        known = [(one.key, one.worded("name", current_language())) for one in self.elsewhere if one.key not in taken]
        if self.row is None and known:
            self.fields["same_as"] = forms.ChoiceField(
                label=_("The same role as in another framework"),
                choices=[("", _("No, another role")), *known],
                required=False,
                help_text=_("Then the demands of both frameworks hold for the role."),
            )
        levels = [("", _("Not demanded")), *((str(level), str(level)) for level in _levels())]
        for one in self._rated():
            name = getattr(one.name, current_language()) or one.name.da
            self.fields[f"demand_{one.key}"] = forms.TypedChoiceField(
                label=name, choices=levels, coerce=int, empty_value=None, required=False
            )

    def _rated(self) -> list[IndicatorText]:
        return [one for one in self.document.indicators if one.scale == Scale.LEVEL]

    def shown(self, row: Any) -> dict[str, Any]:
        """The demands beside the texts."""
        return {**super().shown(row), **{f"demand_{key}": str(level) for key, level in row.demands.items()}}

    def demand_fields(self) -> list[BoundField]:
        """A field for each indicator with levels."""
        return [self[f"demand_{one.key}"] for one in self._rated()]

    def key(self) -> str:
        """The other framework's key, where it is the same role."""
        return str(self.cleaned_data.get("same_as") or super().key())

    def typed(self) -> ProfileText:
        """As typed."""
        demands = {one.key: self.cleaned_data[f"demand_{one.key}"] for one in self._rated()}
        return ProfileText(
            key=self.key(), demands={key: level for key, level in demands.items() if level}, **self.pairs_typed()
        )


def _levels() -> range:
    return range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)


def _names(rows: Iterable[Any]) -> list[tuple[str, str]]:
    language = current_language()
    return [(row.key, getattr(row.name, language) or row.name.da) for row in rows]


FORMS: dict[str, type[RowForm]] = {
    form.part: form for form in (PhaseForm, CompetenceForm, IndicatorForm, ConceptForm, ProfileForm)
}
"""The form of each part."""

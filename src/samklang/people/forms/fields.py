"""Fields that the forms of the staff register share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.calendar import HALVES, WEEKDAYS
from samklang.core.words import written
from samklang.people.models import ALL_HALF_DAYS, HALF_DAYS, Employee
from samklang.web.language import current_language

MOST_SKILLS = 12
LONGEST_SKILL = 40


class LongSelect(forms.Select):
    """A list to choose from that may hold hundreds: drawn by one template, not by one for each choice."""

    template_name = "people/widgets/select.html"


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the teams that may be chosen; with the jobcentre where there is more than one."""

    widget = LongSelect
    default_error_messages = {
        "required": _("Choose a team."),
        "invalid_choice": _("Choose one of the teams in the list."),
    }

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, **{"empty_label": _("Choose"), **options})

    def label_from_instance(self, obj: Any) -> str:
        """The team's name, and whose team it is."""
        return f"{obj.name} ({obj.parent.name})" if self._has_many_jobcentres() else str(obj.name)

    def _has_many_jobcentres(self) -> bool:
        if not hasattr(self, "_many"):
            self._many = len({team.parent_id for team in self.queryset or ()}) > 1
        return self._many


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the colleagues that may be chosen, by name and number."""

    widget = LongSelect
    default_error_messages = {"invalid_choice": _("Choose one of the people in the list.")}

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, **{"empty_label": _("None"), **options})

    def label_from_instance(self, obj: Any) -> str:
        """The name, and the number that tells two of the same name apart."""
        return colleague_label(obj)


def colleague_label(employee: Employee) -> str:
    """A colleague in a list to choose from."""
    return f"{employee.person.name} ({employee.number})"


class WeekInput(forms.CheckboxSelectMultiple):
    """The ten half-days of a week as a small table of boxes to tick."""

    template_name = "people/widgets/week.html"

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """The days as headings, and a row of boxes for each half."""
        context: dict[str, Any] = super().get_context(name, value, dict(attrs or {}))
        language = current_language()
        boxes = [option for _, options, _ in context["widget"]["optgroups"] for option in options]
        context["days"] = [written(day, language) for day in WEEKDAYS]
        context["rows"] = [(written(half, language), boxes[place :: len(HALVES)]) for place, half in enumerate(HALVES)]
        return context


class WeekField(forms.MultipleChoiceField):
    """The half-days worked in an ordinary week; cleaned to ten marks, Monday morning first."""

    widget = WeekInput
    default_error_messages = {"required": _("Tick at least one half-day.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_half_day_choices, **{"initial": ALL_HALF_DAYS, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """The boxes to tick for marks such as 1111111100."""
        if isinstance(value, str) and len(value) == len(HALF_DAYS):
            return [name for name, mark in zip(HALF_DAYS, value, strict=True) if mark == "1"]
        return value

    def clean(self, value: Any) -> str:
        """Ten marks."""
        ticked = set(super().clean(value))
        return "".join("1" if name in ticked else "0" for name in HALF_DAYS)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other boxes are ticked."""
        return bool(super().has_changed(self.prepare_value(initial), data))


def _half_day_choices() -> Iterable[tuple[str, str]]:
    language = current_language()
    for day in WEEKDAYS:
        for half in HALVES:
            yield f"{day}-{half}", f"{written(day, language)} {written(half, language)}"


class SkillsField(forms.CharField):
    """Words with commas between them; cleaned to a list without repeats."""

    def prepare_value(self, value: Any) -> Any:
        """The list as a line."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """The words, each once, as they were first written."""
        words = [" ".join(one.split()) for one in super().clean(value).split(",")]
        found: dict[str, str] = {}
        for word in filter(None, words):
            found.setdefault(word.casefold(), word)
        skills = list(found.values())
        if len(skills) > MOST_SKILLS:
            raise forms.ValidationError(_("Write at most 12, the ones that the cover asks for."))
        if any(len(word) > LONGEST_SKILL for word in skills):
            raise forms.ValidationError(_("Write each in at most 40 letters, with a comma between them."))
        return skills


class SuggestInput(forms.TextInput):
    """A line to write on, with what others have written there to choose from."""

    template_name = "people/widgets/suggest.html"

    def __init__(self, suggestions: Iterable[str] = ()) -> None:
        super().__init__({"autocomplete": "off"})
        self.suggestions = tuple(suggestions)

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """The suggestions, under an id of their own."""
        context: dict[str, Any] = super().get_context(name, value, dict(attrs or {}))
        context["suggestions"] = self.suggestions
        context["list_id"] = f"{context['widget']['attrs'].get('id', name)}_suggestions"
        context["widget"]["attrs"]["list"] = context["list_id"]
        return context


def suggest(field: BoundField | forms.Field, suggestions: Iterable[str]) -> None:
    """Offer on the field what others have written there."""
    inner = field.field if isinstance(field, BoundField) else field
    inner.widget = SuggestInput(suggestions)


def named_teams(teams: Iterable[Place]) -> list[tuple[int, str]]:
    """Teams as choices; with the jobcentre where there is more than one."""
    rows = list(teams)
    many = len({team.parent_id for team in rows}) > 1
    return [(team.pk, f"{team.name} ({team.parent.name})" if many and team.parent else team.name) for team in rows]

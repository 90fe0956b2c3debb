"""What is asked of the calculator, and the editor of the rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.citizens.enums import Measure, RuleStatus
from samklang.citizens.models import RuleSet, TalkRule, TargetGroup
from samklang.citizens.rules.rule_sets import MOST_MONTHS
from samklang.web.language import current_language
from samklang.web.widgets import DateInput

_NUMBER = {
    "invalid": _("Write a whole number."), "min_value": _("Write %(limit_value)s or more."),
    "max_value": _("Write %(limit_value)s or less."),
}  # fmt: skip
_DAY = {"invalid": _("Write a date, such as 31-12-2026."), "required": _("Choose a day.")}
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One of the groups, by name in the person's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.worded("name", current_language()))


class _DayField(forms.DateField):
    """A day within reason: nothing was decided before 2000, and nothing is after 2100."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": DateInput, "error_messages": _DAY, **options})

    def clean(self, value: Any) -> Any:
        """The day. Raises ValidationError."""
        day = super().clean(value)
        if day is not None and not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
            raise forms.ValidationError(_("Choose a day between 2000 and 2100."))
        return day


class AppliesForm(forms.Form):
    """Which group, on which day, and how far they have come."""

    group = GroupField(
        TargetGroup.objects.none(), label=_("Which group?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a group."), "invalid_choice": _("Choose one of the groups in the list.")},
    )  # fmt: skip
    day = _DayField(label=_("On which day?"))
    month = forms.IntegerField(
        label=_("Month of the citizen's time"), required=False, min_value=1, max_value=MOST_MONTHS,
        error_messages=_NUMBER, help_text=_("1 for the first month. Empty: the rules of all months."),
    )  # fmt: skip
    citizens = forms.IntegerField(
        label=_("How many citizens are in the group?"), required=False, min_value=1, max_value=1_000_000,
        error_messages=_NUMBER, help_text=_("To see what a share comes to. Empty: shares are shown as they stand."),
    )  # fmt: skip

    def __init__(self, *args: Any, groups: QuerySet[TargetGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]  # a field of ours


class SourceField(forms.URLField):
    """Where something stands."""

    def __init__(self, **options: Any) -> None:
        given = {
            "label": _("Where it stands (address)"), "required": False, "max_length": 500, "assume_scheme": "https",
            "error_messages": {"invalid": _("Write an address that begins with https://.")},
        }  # fmt: skip
        super().__init__(**{**given, **options})


class RuleSetForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """A set of rules: what it is called, when it holds, where it stands."""

    first_day = _DayField(label=_("In force from"))
    last_day = _DayField(label=_("Last day"), required=False, help_text=_("Empty: until something else is decided."))
    source = SourceField()
    checked_on = _DayField(label=_("Looked up on"), required=False)

    class Meta:
        model = RuleSet
        fields = (
            "name_da", "name_en", "first_day", "last_day", "on", "source", "checked_on", "note_da", "note_en",
        )  # fmt: skip
        labels = {
            "name_da": _("Name in Danish"), "name_en": _("Name in English"), "on": _("In use"),
            "note_da": _("Note in Danish"), "note_en": _("Note in English"),
        }  # fmt: skip
        help_texts = {"on": _("A draft is left switched off until somebody has looked it up.")}
        widgets = {"note_da": forms.Textarea({"rows": 3}), "note_en": forms.Textarea({"rows": 3})}
        error_messages = {
            "name_da": {"required": _("Write a name.")}, "name_en": {"required": _("Write a name.")},
        }  # fmt: skip

    def _post_clean(self) -> None:
        """Only the fields are looked at here: the command judges the whole, and the row is not touched."""


class TalkRuleForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One rule for one group."""

    group = GroupField(
        TargetGroup.objects.none(), label=_("Which group?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a group."), "invalid_choice": _("Choose one of the groups in the list.")},
    )  # fmt: skip
    measure = forms.ChoiceField(label=_("Kind of rule"), choices=Measure.choices)
    amount = forms.IntegerField(
        label=_("Number"), required=False, min_value=1, max_value=1000, error_messages=_NUMBER,
        help_text=_("Conversations, per cent or the month, as the kind of rule says. Empty where it has no number."),
    )  # fmt: skip
    from_month = forms.IntegerField(
        label=_("From the end of month"), required=False, min_value=0, max_value=MOST_MONTHS, error_messages=_NUMBER,
        help_text=_("0 is the beginning: from 3 to 6 means the fourth, fifth and sixth month."),
    )  # fmt: skip
    to_month = forms.IntegerField(
        label=_("To the end of month"), required=False, min_value=1, max_value=MOST_MONTHS, error_messages=_NUMBER
    )
    source = SourceField()
    status = forms.ChoiceField(label=_("How sure is it?"), choices=RuleStatus.choices, widget=forms.RadioSelect)

    class Meta:
        model = TalkRule
        fields = (
            "group", "actor", "measure", "amount", "from_month", "to_month", "text_da", "text_en", "source", "status",
            "note",
        )  # fmt: skip
        labels = {
            "actor": _("Who holds the conversation?"), "text_da": _("The rule in one Danish sentence"),
            "text_en": _("The rule in one English sentence"), "note": _("Note"),
        }  # fmt: skip
        widgets = {"text_da": forms.Textarea({"rows": 2}), "text_en": forms.Textarea({"rows": 2})}
        error_messages = {
            "text_da": {"required": _("Write the rule in one sentence.")},
            "text_en": {"required": _("Write the rule in one sentence.")},
        }  # fmt: skip

    def __init__(self, *args: Any, groups: QuerySet[TargetGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]  # a field of ours

    def _post_clean(self) -> None:
        """Only the fields are looked at here: the command judges the whole, and the row is not touched."""

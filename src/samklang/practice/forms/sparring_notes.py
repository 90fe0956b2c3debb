"""What the two write: the focus before, the sheet during, and what is said and agreed after. Nobody is named in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.traces import masked
from samklang.method.enums import Scale
from samklang.method.models import Indicator
from samklang.practice.commands.sparring_notes import Agreement, Noted, Sheet
from samklang.practice.enums import Shown
from samklang.practice.queries.sparring import Part, parts_of
from samklang.practice.rules.sparring import MOST_AGREEMENTS, MOST_IN_FOCUS
from samklang.web.language import current_language
from samklang.web.widgets import DateInput
from samklang.web.word_fields import NamelessField

MOST_COUNTED = 99
_MOST_QUOTES = 5


class FocusForm(forms.Form):
    """One to three things to look at, and a word with them."""

    focus = forms.MultipleChoiceField(
        label=_("What do you want to be looked at?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three. One is often best."),
        error_messages={
            "required": _("Choose at least one thing."), "invalid_choice": _("Choose one of those on the list."),
        },
    )  # fmt: skip
    words = NamelessField(
        label=_("A word to your partner"), required=False, max_length=300, rows=2,
        help_text=_("Such as: I jump to solutions too early. Write nothing that tells who the citizen or company is."),
    )  # fmt: skip

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["focus"]
        if isinstance(field, forms.MultipleChoiceField):
            language = current_language()
            field.choices = [(one.key, one.worded("name", language)) for one in indicators]

    def clean_focus(self) -> list[str]:
        """Three at most."""
        chosen: list[str] = self.cleaned_data["focus"]
        if len(chosen) > MOST_IN_FOCUS:
            raise forms.ValidationError(_("Choose three at most. More than that nobody can look at well."))
        return chosen


_MOST_READ = 1200
"""Letters of a text that is far too long which are read through to be shown again."""


@dataclass(frozen=True)
class Row:
    """One indicator on the sheet, with what is typed and what is wrong with it."""

    indicator: Indicator
    shown: str
    count: int
    quote: str
    faults: Sequence[str]

    @property
    def counts(self) -> bool:
        """Whether it is something to be counted."""
        return self.indicator.scale == Scale.COUNT

    @property
    def is_used(self) -> bool:
        """Whether anything stands there."""
        return bool(self.shown or self.count or self.quote or self.faults)


class SheetForm(forms.Form):
    """The whole sheet. at, sent: milliseconds since 1970 by the phone's own clock; key: what it calls the sending."""

    at = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)
    sent = forms.IntegerField(required=False, min_value=0, max_value=2**53, widget=forms.HiddenInput)
    key = forms.RegexField(r"^[0-9a-z-]*$", required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator], sheet: Mapping[str, Any], focus: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators, self.kept, self.focus = indicators, sheet, focus
        for one in indicators:
            self.fields[f"shown-{one.key}"] = forms.ChoiceField(choices=[("", ""), *Shown.choices], required=False)
            self.fields[f"count-{one.key}"] = forms.IntegerField(
                required=False, min_value=0, max_value=MOST_COUNTED,
                error_messages={"invalid": _("Write a number from 0 to 99.")},
            )  # fmt: skip
            self.fields[f"quote-{one.key}"] = NamelessField(required=False, max_length=600)

    def parts(self) -> Iterator[tuple[Part, list[Row]]]:
        """What was chosen, then the others by phase, each with what stands there."""
        for part in parts_of(self.indicators, self.focus):
            yield part, [self._row(one) for one in part.indicators]

    def _row(self, one: Indicator) -> Row:
        names = [f"{kind}-{one.key}" for kind in ("shown", "count", "quote")]
        if self.is_bound:
            shown, count, quote = (str(self.data.get(name, "")) for name in names)
            faults = [str(fault) for name in names for fault in self.errors.get(name, ())]
            number = int(count) if count.isdecimal() and len(count) <= 2 else 0
            return Row(one, shown, number, masked(quote[:_MOST_READ]), faults)
        found = self.kept.get(one.key, {})
        quote = "\n".join(said["said"] for said in found.get("quotes", []))
        return Row(one, found.get("shown", ""), found.get("count", 0), quote, ())

    def sheet(self, now: datetime, earliest: datetime) -> Sheet:
        """As the command takes it. The phone's clock may be wrong; how long it waited is right."""
        given = self.cleaned_data
        waited = timedelta(0)
        if given.get("at") is not None and given.get("sent") is not None:
            waited = timedelta(milliseconds=max(0, min(given["sent"] - given["at"], 60 * 86_400_000)))
        noted = {one.key: self._noted(one.key) for one in self.indicators}
        return Sheet(noted, max(now - waited, min(earliest, now)), given.get("key") or "")

    def _noted(self, key: str) -> Noted:
        given = self.cleaned_data
        quotes = [" ".join(one.split()) for one in given[f"quote-{key}"].splitlines() if one.strip()]
        shown = given[f"shown-{key}"]
        return Noted(Shown(shown) if shown else None, given[f"count-{key}"] or 0, quotes[:_MOST_QUOTES])

    def named(self) -> dict[str, dict[str, str]]:
        """What the phone is to show again: by field, what is wrong and the text with names made unreadable."""
        return {
            name: {
                "says": " ".join(str(one) for one in faults),
                "masked": masked(str(self.data.get(name, ""))[:_MOST_READ]),
            }
            for name, faults in self.errors.items()
            if name in self.fields
        }


class AfterForm(forms.Form):
    """What the focus person says first."""

    focus_says = NamelessField(
        label=_("How did it go, as you see it?"), required=False, max_length=600, rows=3,
        help_text=_("One or two sentences, before either of you looks at the sheet."),
    )  # fmt: skip
    aloud = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Written, or said aloud."""
        given = super().clean() or {}
        if not given.get("aloud") and not given.get("focus_says") and "focus_says" not in self.errors:
            self.add_error("focus_says", _("Write a sentence, or say it aloud and press “I have said it aloud”."))
        return given


class AgreementsForm(forms.Form):
    """Two things to try, and by when."""

    def __init__(self, *args: Any, agreements: Sequence[Mapping[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_AGREEMENTS + 1):
            was = agreements[number - 1] if number <= len(agreements) else {}
            self.fields[f"what_{number}"] = NamelessField(
                label=_("What do you try?") if number == 1 else _("And one more thing?"), max_length=200,
                required=False, initial=was.get("what", ""),
            )  # fmt: skip
            self.fields[f"by_{number}"] = forms.DateField(
                label=_("By when"), widget=DateInput, required=False,
                initial=date.fromisoformat(was["by"]) if was.get("by") else None,
                error_messages={"invalid": _("Write a date, such as 31-12-2026.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each with a day."""
        given = super().clean() or {}
        for number in range(1, MOST_AGREEMENTS + 1):
            day = given.get(f"by_{number}")
            if given.get(f"what_{number}") and not day and f"by_{number}" not in self.errors:
                self.add_error(f"by_{number}", _("Choose the day by which it is tried."))
        return given

    def agreements(self) -> list[Agreement]:
        """Those that say something."""
        given = self.cleaned_data
        numbers = [one for one in range(1, MOST_AGREEMENTS + 1) if given[f"what_{one}"]]
        return [Agreement(given[f"what_{one}"], given[f"by_{one}"]) for one in numbers]

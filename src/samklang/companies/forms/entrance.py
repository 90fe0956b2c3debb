"""The settings of the entrance, its rules, and trying them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person, Place
from samklang.companies.enums import Need, Sector, Tongue
from samklang.companies.forms.fields import ColleagueField, PhoneField, PostcodeField
from samklang.companies.models import Entrance, RoutingRule
from samklang.companies.routing import Asked, NotPostcodes, spans_of
from samklang.core.words import render, say, with_values
from samklang.core.working_time import DAYS, minutes_in
from samklang.people.forms.fields import TeamField
from samklang.web.language import current_language

_FEWEST_MINUTES = 5 * 60
_NAMES = {
    "mon": _("Monday"), "tue": _("Tuesday"), "wed": _("Wednesday"), "thu": _("Thursday"), "fri": _("Friday"),
    "sat": _("Saturday"), "sun": _("Sunday"),
}  # fmt: skip
_ANY = ("", _("Any"))
_NUMBER = {"invalid": _("Write a number."), "required": _("Write a number.")}


class HoursInput(forms.Widget):
    """From and to for each day of the week, as a table; a day that is left empty is closed."""

    template_name = "companies/widgets/entrance_hours.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """Where a link to the field leads: the first time of the week."""
        return f"{id_}_{DAYS[0]}_from" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, list[str]]:
        """What was typed, by day."""
        del files
        return {
            day: [str(data.get(f"{name}_{day}_{end}", "")).strip() for end in ("from", "to")] for day in DAYS
        }  # fmt: skip

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form had no such table."""
        del files
        return not any(f"{name}_{day}_from" in data for day in DAYS)

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """One row for each day."""
        context: dict[str, Any] = super().get_context(name, value, dict(attrs or {}))
        given = value if isinstance(value, Mapping) else {}
        context["rows"] = [
            (day, str(_NAMES[day]), *(clock.replace("24:00", "00:00") for clock in given.get(day) or ("", "")))
            for day in DAYS
        ]  # fmt: skip
        return context


class HoursField(forms.Field):
    """Opening times by weekday; cleaned to what the settings hold. Closing at 00:00 is midnight after the day."""

    widget = HoursInput

    def clean(self, value: Any) -> dict[str, list[str]]:
        """Raises ValidationError, which names the day."""
        faults, week, minutes = [], {}, 0
        for day, (opens, closes) in value.items():
            if not opens and not closes:
                continue
            closes = "24:00" if closes == "00:00" else closes  # noqa: PLW2901 - midnight ends the day
            try:
                span = minutes_in(opens), minutes_in(closes)
            except ValueError:
                faults.append(self._fault(say("{day}: write both times, such as 08:00 and 15:30."), day))
                continue
            if span[0] >= span[1]:
                faults.append(self._fault(say("{day}: it closes before it opens. Look at both times."), day))
                continue
            week[day], minutes = [opens.zfill(5), closes.zfill(5)], minutes + span[1] - span[0]
        if faults:
            raise ValidationError(faults)
        if minutes < _FEWEST_MINUTES:
            raise ValidationError(_("The entrance must be open five hours a week or more, or no promise can be kept."))
        return week

    def _fault(self, sentence: Any, day: str) -> str:
        return render(with_values(sentence, day=str(_NAMES[day])), current_language())


class EntranceForm(forms.Form):
    """Everything that is set."""

    fieldsets = [
        (_("How companies reach you"), ["name", "jobcentre", "phone", "mail_address", "slug", "is_open"]),
        (_("The promise"), ["promise_hours", "week", "closed_constitution_day", "closed_24_december",
                            "closed_31_december"]),
        (_("Who gets what no rule gives to anybody"), ["fallback_team"]),
        (_("Before somebody contacts a company"), ["guard_days", "claim_hours"]),
        (_("Asking companies how it went"), ["pulse_on", "pulse_gap_days"]),
    ]  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As companies read it, such as “Virksomhedsservice Ådal”."),
        error_messages={"required": _("Write what the entrance is called.")},
    )  # fmt: skip
    jobcentre = TeamField(
        Place.objects.none(), label=_("Jobcentre"), help_text=_("Its closed days count as closed here too."),
        error_messages={"required": _("Choose a jobcentre."), "invalid_choice": _("Choose a jobcentre in the list.")},
    )  # fmt: skip
    phone = PhoneField(label=_("Telephone"), required=False)
    mail_address = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Where companies write, and where their answers come back."),
        error_messages={"invalid": _("Write an e-mail address, such as virksomhed@aadal.example.")},
    )  # fmt: skip
    slug = forms.CharField(
        label=_("Last part of the form's address"), max_length=60,
        help_text=_("Small letters a–z, digits and hyphens. Whoever has the old address does not find the new one."),
        error_messages={"required": _("Write the last part of the address.")},
    )  # fmt: skip
    is_open = forms.BooleanField(label=_("The form on the web takes enquiries"), required=False)
    promise_hours = forms.DecimalField(
        label=_("Companies are answered within so many working hours"), min_value=0.5, max_value=200, max_digits=4,
        decimal_places=1, widget=forms.NumberInput({"step": "0.5"}),
        error_messages={**_NUMBER, "min_value": _("Write half an hour or more."),
                        "max_value": _("Write 200 hours or fewer."),
                        "max_decimal_places": _("Write at most one decimal.")},
    )  # fmt: skip
    week = HoursField(
        label=_("Opening times"),
        help_text=_("Leave a day empty where it is closed. Public holidays are closed without being told."),
    )
    closed_constitution_day = forms.BooleanField(label=_("Closed on Constitution Day (5 June)"), required=False)
    closed_24_december = forms.BooleanField(label=_("Closed on 24 December"), required=False)
    closed_31_december = forms.BooleanField(label=_("Closed on 31 December"), required=False)
    fallback_team = TeamField(
        Place.objects.none(), label=_("Team"), required=False, empty_label=_("Nobody: it waits until somebody takes it")
    )
    guard_days = forms.IntegerField(
        label=_("Tell of contacts within the last days"), min_value=1, max_value=365, error_messages=_NUMBER
    )
    claim_hours = forms.IntegerField(
        label=_("“I am about to contact them” holds for hours"), min_value=1, max_value=336, error_messages=_NUMBER
    )
    pulse_on = forms.BooleanField(label=_("Ask one question after contact"), required=False)
    pulse_gap_days = forms.IntegerField(
        label=_("The same address is left in peace for days"), min_value=14, max_value=730, error_messages=_NUMBER
    )

    def __init__(
        self, data: Any, *, entrance: Entrance | None, teams: QuerySet[Place], jobcentres: QuerySet[Place],
        suggested: Mapping[str, Any],
    ) -> None:  # fmt: skip
        source = entrance or Entrance()
        initial = {name: getattr(source, name) for name in self.base_fields if not name.endswith(("team", "centre"))}
        initial["fallback_team"] = source.fallback_team_id
        initial["jobcentre"] = source.jobcentre_id or (jobcentres.first() or Place()).pk
        super().__init__(data, initial={**initial, **suggested})
        self.entrance = entrance
        self.fields["fallback_team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["jobcentre"].queryset = jobcentres  # type: ignore[attr-defined]

    def _others(self) -> QuerySet[Entrance]:
        return Entrance.objects.exclude(pk=self.entrance.pk) if self.entrance else Entrance.objects.all()

    def clean_slug(self) -> str:
        """A last part that nobody else has."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if not slug.replace("-", "").isascii() or not slug.replace("-", "").isalnum():
            raise ValidationError(_("Use small letters a–z, digits and hyphens only, such as “aadal”."))
        if self._others().filter(slug=slug).exists():
            raise ValidationError(_("Another municipality has that address. Choose another last part."))
        return slug

    def clean_mail_address(self) -> str:
        """An address that leads to this entrance only."""
        address = str(self.cleaned_data["mail_address"]).strip().lower()
        if address and self._others().filter(mail_address=address).exists():
            raise ValidationError(_("Another municipality's entrance has that address."))
        return address


class RuleForm(forms.Form):
    """What an enquiry must be for the rule to fit, and who gets it then."""

    fieldsets = [
        (_("An enquiry that is all of this"), ["sector", "postcodes", "need", "language"]),
        (_("goes to"), ["team", "person"]),
    ]
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[_ANY, *Sector.choices])
    postcodes = forms.CharField(
        label=_("Postcodes"), required=False, max_length=200, help_text=_("Such as 6600, 6621-6630. Empty is all.")
    )
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[_ANY, *Need.choices])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[_ANY, *Tongue.choices])
    team = TeamField(
        Place.objects.none(), label=_("A team"), required=False, empty_label=_("No team"),
        help_text=_("They take turns."),
    )  # fmt: skip
    person = ColleagueField(label=_("or one colleague"), required=False, empty_label=_("Nobody in particular"))

    def __init__(
        self, data: Any, *, rule: RoutingRule | None, teams: QuerySet[Place], people: QuerySet[Person]
    ) -> None:
        initial = {}
        if rule is not None:
            initial = {name: getattr(rule, name) for name in ("sector", "postcodes", "need", "language")}
            initial |= {"team": rule.team_id, "person": rule.person_id}
        super().__init__(data, initial=initial)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean_postcodes(self) -> str:
        """Postcodes and spans. Raises ValidationError, which names what is none."""
        text = " ".join(str(self.cleaned_data["postcodes"]).split())
        try:
            spans_of(text)
        except NotPostcodes as wrong:
            fault = say("“{part}” is no postcode, nor a span such as 6621-6630.", part=wrong.part)
            raise ValidationError(render(fault, current_language())) from wrong
        return text

    def clean(self) -> dict[str, Any]:
        """It leads to a team or to a person."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("team") and given.get("person"):
            self.add_error("person", _("Choose a team or a colleague, not both."))
        elif "team" in given and "person" in given and not (given["team"] or given["person"]):
            self.add_error("team", _("Choose a team, or a colleague below."))
        return given


class TryForm(forms.Form):
    """An enquiry that might come."""

    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=Sector.choices, initial=Sector.UNKNOWN)
    postcode = PostcodeField(required=False)
    need = forms.ChoiceField(label=_("Need"), required=False, choices=Need.choices, initial=Need.OTHER)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=Tongue.choices)

    def asked(self) -> Asked:
        """What routing looks at."""
        given = self.cleaned_data
        return Asked(given["sector"], given["postcode"], given["need"], given["language"])

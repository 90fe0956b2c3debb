"""Who somebody is: a new member of staff, a temp, another name, a peer, a last day."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.people.forms.fields import ColleagueField
from samklang.people.forms.terms import TermsForm
from samklang.people.models import Employee
from samklang.web.days import DayField

EMAIL_MESSAGES = {"invalid": _("Write an address such as name@municipality.dk.")}


def name_field() -> forms.CharField:
    """What somebody is called."""
    return forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})


def email_field(*, required: bool) -> forms.EmailField:
    """Where mail reaches them."""
    return forms.EmailField(
        label=_("E-mail"), max_length=254, required=required,
        help_text=_("They sign in with it.") if required else _("They sign in with it. Without one they cannot."),
        error_messages={**EMAIL_MESSAGES, "required": _("Write the e-mail address.")},
    )  # fmt: skip


def number_field() -> forms.CharField:
    """The personnel system's number."""
    return forms.CharField(
        label=_("Number"), max_length=40, help_text=_("The number in the personnel system."),
        error_messages={"required": _("Write the number.")},
    )  # fmt: skip


def email_is_taken(email: str, *, by_other_than: int | None = None) -> bool:
    """Whether somebody else signs in with the address."""
    same = Person.objects.filter(email__iexact=email)
    return bool(email) and any(pk != by_other_than for pk in same.values_list("pk", flat=True))


EMAIL_TAKEN = _("Somebody else has that address already. Two people cannot share one.")
NUMBER_TAKEN = _("Somebody else in the jobcentre has that number.")


class NewEmployeeForm(TermsForm):
    """Somebody new, and how they work."""

    fieldsets = [(_("Who"), ["name", "email", "number"]), *TermsForm.fieldsets]
    name = name_field()
    email = email_field(required=False)
    number = number_field()

    def clean_email(self) -> str:
        """An address nobody has."""
        email = str(self.cleaned_data["email"])
        if email_is_taken(email):
            raise forms.ValidationError(EMAIL_TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        """A number nobody has in the team's jobcentre."""
        given = super().clean()
        if given.get("team") and given.get("number"):
            same = Employee.objects.filter(jobcentre=given["team"].parent, number=given["number"])
            if same.exists():
                self.add_error("number", NUMBER_TAKEN)
        return given


class NewTempForm(NewEmployeeForm):
    """A temp, and whom they stand in for: those who are away come as the choice."""

    def __init__(self, data: Any, *, person: Person, day: date) -> None:
        super().__init__(data, person=person, day=day)
        del self.fields["is_temp"]
        self.fields["stands_in_for"].help_text = _("Those who are away now or later. Empty: for nobody in particular.")

    def clean(self) -> dict[str, Any]:
        """Marked as a temp, since that is what the form is for."""
        self.cleaned_data["is_temp"] = True
        return super().clean()

    def terms(self) -> dict[str, Any]:
        """The terms as they were typed, of a temp."""
        return {**super().terms(), "is_temp": True}


class IdentityForm(forms.Form):
    """Name, address and number."""

    name = name_field()
    email = email_field(required=False)
    number = number_field()

    def __init__(self, data: Any, *, employee: Employee) -> None:
        person = employee.person
        super().__init__(data, initial={"name": person.name, "email": person.email, "number": employee.number})
        self.employee = employee

    def clean_email(self) -> str:
        """An address nobody else has."""
        email = str(self.cleaned_data["email"])
        if email_is_taken(email, by_other_than=self.employee.person_id):
            raise forms.ValidationError(EMAIL_TAKEN)
        return email

    def clean_number(self) -> str:
        """A number nobody else has in the jobcentre."""
        number = str(self.cleaned_data["number"])
        same = Employee.objects.filter(jobcentre=self.employee.jobcentre, number=number).exclude(pk=self.employee.pk)
        if same.exists():
            raise forms.ValidationError(NUMBER_TAKEN)
        return number


class PeerForm(forms.Form):
    """The colleague to practise with."""

    peer = ColleagueField(
        label=_("Peer"), queryset=None, required=False, help_text=_("Whoever had another peer no longer has that one.")
    )

    def __init__(self, data: Any, *, employee: Employee, found: QuerySet[Employee]) -> None:
        super().__init__(data, initial={"peer": employee.peer_id})
        field = self.fields["peer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = found


class EndingForm(forms.Form):
    """When somebody stops."""

    last_day = DayField(label=_("Last day at work"))

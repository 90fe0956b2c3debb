"""Allauth's forms in our words: a label says what to write, and nothing stands in the field itself."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

_PASSWORD = (_("Password"), None)
_NEW_PASSWORD = (_("New password"), _("At least 12 characters. A sentence only you would write is both safe and easy."))
_AGAIN = (_("The new password once more"), "")
_CODE = (_("Code from the app"), _("Six digits. They change every half minute."))


class InOurWords:
    """Labels and help by the name of the field; None leaves the help as it is."""

    words: ClassVar[dict[str, tuple[Any, Any]]]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        fields = self.fields  # type: ignore[attr-defined] # each class below is a form
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                label, help_text = self.words[name]
                field.label = label
                field.help_text = field.help_text if help_text is None else help_text


class SignInForm(InOurWords, account.LoginForm):  # type: ignore[misc] # allauth has no types
    """Address and password."""

    words = {"login": (_("E-mail"), ""), "password": _PASSWORD}


class ResetForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc] # allauth has no types
    """The address to send a link to."""

    words = {"email": (_("E-mail"), "")}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc] # allauth has no types
    """A new password, twice, after a link."""

    words = {"password1": _NEW_PASSWORD, "password2": _AGAIN}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """The old password, and the new one twice."""

    words = {"oldpassword": (_("The password you have now"), None), "password1": _NEW_PASSWORD, "password2": _AGAIN}


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc] # allauth has no types
    """A first password, twice, by somebody who came in through their workplace."""

    words = {"password1": _NEW_PASSWORD, "password2": _AGAIN}


class StillYouForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The password once more."""

    words = {"password": _PASSWORD}


class CodeForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """A code of the app, or a recovery code."""

    words = {"code": (_("Code from the app, or a recovery code"), "")}


class StillYourCodeForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """A code once more."""

    words = {"code": (_("Code from the app, or a recovery code"), "")}


class AddAppForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    """The first code of a new app."""

    words = {"code": _CODE}


class AddPasskeyForm(InOurWords, AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A new passkey's name, and whether it lets one in without a password."""

    words = {
        "name": (_("What the passkey is called"), _("Such as “Work phone”.")),
        "passwordless": (
            _("Let me sign in with the passkey alone"),
            _("Your device asks for your finger, your face or its PIN; you write no password."),
        ),
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey's name."""

    words = {"name": (_("What the passkey is called"), _("Such as “Work phone”."))}

"""Signing in with an address and a password: nobody signs up, every deed stands in the ledger, mail is in our words."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samklang.access import known_browser, letters, links
from samklang.access.adapters.second_step import taken_at_the_workplace
from samklang.access.commands import sign_in as commands
from samklang.access.models import Person
from samklang.access.session import SECOND_STEP, SIGNED_IN_AT
from samklang.core.words import LANGUAGES, Sentence, render, say

_MESSAGES: dict[str, Sentence] = {
    "account/messages/password_changed.txt": say("Your password is changed."),
    "account/messages/password_set.txt": say("Your password is changed."),
    "mfa/messages/totp_activated.txt": say("The app is in use from now on."),
    "mfa/messages/totp_deactivated.txt": say("The app is no longer in use."),
    "mfa/messages/webauthn_added.txt": say("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": say("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": say("You have new recovery codes. Keep them."),
    "usersessions/messages/sessions_logged_out.txt": say("You are signed out everywhere else."),
    "account/messages/logged_out.txt": say("You are signed out."),
}
"""What is said on the next page, by the name that allauth has for it; what is not here is not said."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """How allauth's pages of signing in do what they do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Your access is closed. Ask your administrator."),
        "email_password_mismatch": _("The address and the password do not belong together. Try again."),
        "enter_current_password": _("Write the password you have now."),
        "incorrect_code": _("That code does not work. Write the one that the app shows now."),
        "incorrect_password": _("That is not your password. Try again."),
        "invalid_password_reset": _("The link can no longer be used. Ask for a new one."),
        "rate_limited": _("That was many attempts. Try again in five minutes."),
        "too_many_login_attempts": _("That was many attempts. Try again in five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth hands it
        """Never: people are added by those who keep the register."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in: the session gets a new key, and remembers since when and with which second step."""
        super().login(request, user)
        way, second_step = _how(request, user)
        request.session[SIGNED_IN_AT] = int(time.time())
        request.session[SECOND_STEP] = second_step
        commands.note_sign_in(person=user, way=way, second_step=second_step)

    def post_login(self, request: HttpRequest, user: Any, **named: Any) -> Any:
        """Where one goes; and the browser is known from now on."""
        response = super().post_login(request, user, **named)
        if response is not None and user.email:
            known_browser.make_known(response, user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Whose attempts are counted together: of one address, in one browser that is known or in all that are not."""
        key = str(super()._get_login_attempts_cache_key(request, **credentials))
        known = known_browser.known_as(request, str(credentials.get("email", "")))
        return f"{key}:{known}" if known else key

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and say so in the ledger."""
        person = request.user if isinstance(request.user, Person) else None
        super().logout(request)
        if person:
            commands.note_sign_out(person=person)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Of somebody known it stands in the ledger; what was typed does not."""
        super().authentication_failed(request, **credentials)
        person = Person.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        if person:
            commands.note_failed_sign_in(person=person, step="password")

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether it is the password of whoever is signed in; their address stands on the person."""
        return bool(self.authenticate(self.request, email=user.email, password=password) == user)

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Not of somebody who signed in just now: the first time, a second step is set up straight away."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0)
        just_now = time.time() - signed_in_at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not just_now and bool(super().is_reauthentication_required(app=app, **named))

    def set_password(self, user: Any, password: str) -> None:
        """Keep the new password."""
        commands.set_password(person=user, password=password)

    def get_login_stages(self) -> list[str]:
        """As allauth has them, with our second step in place of its own."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "samklang.access.adapters.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link that begins with the site's own address."""
        return links.password_page(key)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """The link somebody asked for, to the address we have."""
        letters.new_password(user, context["password_reset_url"]).send_if_possible(user.email or email, user.language)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - as above
        """To an address nobody signs in with; of everything else allauth would write, nothing."""
        if template_prefix == "account/email/unknown_account":
            letters.unknown_address().send_if_possible(email, str(getattr(self.request, "LANGUAGE_CODE", LANGUAGES[0])))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth hands it
        email: str | None = None,  # noqa: ARG002 - allauth hands it
    ) -> None:
        """Tell the person that something about how they sign in was changed."""
        letter = letters.change_of_sign_in(template_prefix, user)
        if letter and user.email:
            letter.send_if_possible(user.email, user.language)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **named: Any) -> None:
        """In our words, or not at all."""
        template = args[0] if args else named.get("message_template")
        if template is None:
            super().add_message(request, level, *args, **named)
        elif template in _MESSAGES:
            said = render(_MESSAGES[template], str(getattr(request, "LANGUAGE_CODE", LANGUAGES[0])))
            super().add_message(request, level, message=said)


def _how(request: HttpRequest, person: Person) -> tuple[str, str]:
    """The way in, and the second step: "theirs" where the workplace has its own, "none" where there was none."""
    records = get_authentication_records(request, person)
    ways = [place for place, one in enumerate(records) if one["method"] != "mfa"]
    if not ways:
        return ("passkey", "webauthn") if records else ("unknown", "none")
    way = records[ways[-1]]
    steps = [one["type"] for one in records[ways[-1] :] if one["method"] == "mfa"]
    if way["method"] != "socialaccount":
        return way["method"], steps[-1] if steps else "none"
    name = "saml" if way["provider"] == "saml" else "openid_connect"
    return name, steps[-1] if steps else "theirs" if taken_at_the_workplace(request, person) else "none"

"""The second step of signing in: whose it is, and secrets that cannot be read from a copy of the database."""

import base64
from hashlib import sha256
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from samklang.access.adapters.workplace import peer_settings
from samklang.access.models import Person


class SecondStep(AuthenticateStage):  # type: ignore[misc] # allauth has no types
    """Asked of everybody who has one, unless they come from a workplace that has asked for its own."""

    def handle(self) -> Any:
        """The page that asks, or on."""
        if taken_at_the_workplace(self.request, self.login.user):
            return None, True
        return super().handle()


def taken_at_the_workplace(request: HttpRequest, person: Person) -> bool:
    """Whether the person came in just now from a workplace that is set to have a second step of its own."""
    records = get_authentication_records(request, person)
    if not records or records[-1]["method"] != "socialaccount":
        return False
    return bool(peer_settings(records[-1]["provider"]).get("second_factor") == "theirs")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """How allauth keeps and names second steps."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code does not work. Write the one that the app shows now."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """A passkey's name until the person gives it one."""
        return f"{_('Passkey')} {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom the passkey is for, as the browser shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Samklang"}


def _box() -> MultiFernet:
    """Locked with the site's secret key; earlier keys in SECRET_KEY_FALLBACKS still open it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_shape(force_bytes(key))) for key in keys])


def _shape(key: bytes) -> bytes:
    return base64.urlsafe_b64encode(sha256(b"second step " + key).digest())

"""Links in mail that let a person choose a password: once, and for a limited time."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import base36_to_int

from samklang.access.models import Person

INVITED_FOR = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
"""How long an invitation can be used, by somebody who has no password yet."""
RESET_FOR = timedelta(hours=2)
"""How long a link can be used by somebody who has one."""


class PasswordLinks(PasswordResetTokenGenerator):
    """Tokens that stop working when they are used, when the person signs in or gets another address, and with time."""

    def check_token(self, user: Any, token: str | None) -> bool:
        """Whether the token still lets this person choose a password."""
        if not isinstance(user, Person) or not user.is_active or not super().check_token(user, token):
            return False
        made_at = datetime(2001, 1, 1) + timedelta(seconds=base36_to_int(str(token).partition("-")[0]))  # noqa: DTZ001 - Django counts so
        return not user.has_usable_password() or self._now() - made_at <= RESET_FOR


def password_link(person: Person) -> str:
    """The address that lets the person choose a password."""
    key = f"{user_pk_to_url_str(person)}-{PasswordLinks().make_token(person)}"
    return password_page(key)


def password_page(key: str) -> str:
    """The page's whole address for a key "number-token"; it begins with the site's own, whatever a request says."""
    number, _, token = key.partition("-")
    return settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", args=[number, token])

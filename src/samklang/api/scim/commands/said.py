"""What a directory says of a user, read for what it means here: trimmed, of a length that can be kept, checked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError as NotAnAddress
from django.core.validators import validate_email

from samklang.api.scim.messages import Unacceptable
from samklang.api.scim.schemas import EnterpriseUser
from samklang.core.words import say

LONGEST = {
    "userName": 254,
    "displayName": 120,
    "givenName": 120,
    "familyName": 120,
    "title": 80,
    "employeeNumber": 40,
    "department": 120,
    "externalId": 255,
}


@dataclass(frozen=True)
class Said:
    """One user as the directory has them. Empty texts: nothing said."""

    email: str
    name: str
    given_name: str
    family_name: str
    external_id: str
    title: str
    number: str
    department: str
    manager: str
    active: bool


def keep_unsaid(before: Any, wanted: Any) -> None:
    """What a replacement leaves out stays as it is: a directory that does not know a field does not empty it."""
    for field in set(type(wanted).model_fields) - wanted.model_fields_set - {"meta", "schemas", "id"}:
        setattr(wanted, field, getattr(before, field))
    had, has = before[EnterpriseUser], wanted[EnterpriseUser]
    if had is not None and has is not None and has is not had:
        for field in set(EnterpriseUser.model_fields) - has.model_fields_set - {"schemas"}:
            setattr(has, field, getattr(had, field))


def said_of(before: Any, wanted: Any) -> Said:
    """What it means. before: how the user was; None for a new one. Raises Unacceptable."""
    extension = wanted[EnterpriseUser] or EnterpriseUser()
    given, family = _parts(wanted)
    email = text_of("userName", wanted.user_name).lower()
    try:
        validate_email(email)
    except NotAnAddress as fault:
        sentence = say("userName is the e-mail address people sign in with. Let the directory send the address there.")
        raise Unacceptable(sentence) from fault
    return Said(
        email=email,
        name=_shown_name(before, wanted) or email[: LONGEST["displayName"]],
        given_name=given,
        family_name=family,
        external_id=text_of("externalId", wanted.external_id),
        title=text_of("title", wanted.title),
        number=text_of("employeeNumber", extension.employee_number),
        department=text_of("department", extension.department),
        manager=str(extension.manager.value or "") if extension.manager else "",
        active=_active(before, wanted),
    )


def text_of(name: str, value: str | None) -> str:
    """The text with its spaces put right. Raises Unacceptable where it is longer than can be kept."""
    text = " ".join(unicodedata.normalize("NFC", value or "").split())
    if len(text) > LONGEST[name]:
        sentence = say("{attribute} has more than {most} letters.", attribute=name, most=LONGEST[name])
        raise Unacceptable(sentence)
    return text


def _parts(user: Any) -> tuple[str, str]:
    if user is None or user.name is None:
        return "", ""
    return text_of("givenName", user.name.given_name), text_of("familyName", user.name.family_name)


def _shown_name(before: Any, wanted: Any) -> str:
    """The name pages show. A name that was put together from its parts follows them."""
    shown, parts = text_of("displayName", wanted.display_name), " ".join(filter(None, _parts(wanted)))
    parts = parts[: LONGEST["displayName"]]
    if before is not None and parts and shown == before.display_name == " ".join(filter(None, _parts(before))):
        return parts
    return shown or parts


def _active(before: Any, wanted: Any) -> bool:
    if wanted.active is None:
        return True if before is None else bool(before.active)
    return bool(wanted.active)

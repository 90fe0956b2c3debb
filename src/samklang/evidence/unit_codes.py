"""A member of staff's number, scrambled so that outcomes can be joined to who was trained and to nobody's name.

It is scrambled with the installation's own secret, which never leaves the house; without it nobody can try out numbers.
"""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "samklang.evidence.unit"


def unit_code(number: str, jobcentre: int) -> str:
    """What is kept of a number: 64 hexadecimal digits. Dashes, spaces and capitals do not matter."""
    return unit_codes(number, jobcentre)[0]


def unit_codes(number: str, jobcentre: int) -> list[str]:
    """The same, and as it was under secrets that were replaced, the newest first: for looking one up."""
    plain = f"{jobcentre}|{re.sub(r'[^0-9a-zæøå]', '', number.casefold())}"
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, plain, secret=one, algorithm="sha256").hexdigest() for one in secrets]

"""The case system's reference, scrambled so that it can be known again here and nowhere else. Pure but for the key.

It is scrambled with the installation's own secret, which never leaves the house; without it nobody can try out numbers.
"""

import re

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "samklang.citizens.case"


def case_key(reference: str, municipality: int) -> str:
    """What is kept of a reference: 64 hexadecimal digits. Dashes, dots, spaces and capitals do not matter."""
    return case_keys(reference, municipality)[0]


def case_keys(reference: str, municipality: int) -> list[str]:
    """The same, and as it was under secrets that were replaced, the newest first: for looking one up."""
    plain = f"{municipality}|{re.sub(r'[^0-9a-zæøå]', '', reference.casefold())}"
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, plain, secret=one, algorithm="sha256").hexdigest() for one in secrets]

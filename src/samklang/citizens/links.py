"""An address that is shown once, and the same as a picture for a phone. Pure but for where the house stands."""

from typing import NamedTuple

import segno
from django.conf import settings
from django.urls import reverse


class Link(NamedTuple):
    """The address in full, and as a QR code that an <img> takes."""

    address: str
    picture: str


def link_to(name: str, secret: str) -> Link:
    """name: of the address, which takes the secret and nothing else."""
    address = settings.PUBLIC_ADDRESS + reverse(name, args=[secret])
    return Link(address, segno.make(address, error="m", micro=False).svg_data_uri(scale=8, border=2))

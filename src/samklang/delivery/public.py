"""Where the public part of certificates is: addresses that are signed into badges, and so never change."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from samklang.access.models import Place
from samklang.delivery.badge import Issuer
from samklang.delivery.keys import FOLDER


def keys_folder() -> Path:
    """Where the keys lie: among the kept files, so that they are in every backup. Nothing there is served."""
    return Path(settings.DATA) / "files" / FOLDER


def address(name: str, *arguments: object) -> str:
    """The whole address of a public page of certificates by its name."""
    return str(settings.PUBLIC_ADDRESS) + reverse(f"certificates:{name}", args=arguments)


def keys_url() -> str:
    """Where each key is found: followed by its name and a slash."""
    return address("keys")


def issuer_of(jobcentre: Place) -> Issuer:
    """A jobcentre as badges name it."""
    above = jobcentre.parent
    name = f"{jobcentre.name}, {above.name}" if above is not None else jobcentre.name
    return Issuer(address("issuer", jobcentre.pk), name, str(settings.PUBLIC_ADDRESS) + "/")

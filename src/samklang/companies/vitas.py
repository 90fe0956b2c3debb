"""VITAS, the national system in which companies apply for placements and wage subsidy: what is a link to it. Pure."""

from urllib.parse import urlsplit

VITAS = "https://vitas.bm.dk/"
"""Where VITAS is opened.

source: Styrelsen for Arbejdsmarked og Rekruttering, https://www.star.dk/da/it/virksomheds-it/vitas/
"""
VITAS_HOSTS = ("vitas.bm.dk", "star.dk")
"""Whose addresses, and those below them, are taken for links to VITAS and to what the agency writes about it."""


def is_vitas_link(address: str) -> bool:
    """Whether the address leads to VITAS or the agency, encrypted, and to nobody else on the way."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or port not in {None, 443} or "@" in parts.netloc:
        return False
    return any(host == one or host.endswith(f".{one}") for one in VITAS_HOSTS)

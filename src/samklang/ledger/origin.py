"""Where the work at hand was asked for: an address on the network, or the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_origin: ContextVar[str] = ContextVar("origin", default="")


@contextmanager
def coming_from(where: str) -> Iterator[None]:
    """Entries recorded within say that they came from there; at most 45 characters, an IPv6 address."""
    token = _origin.set(where)
    try:
        yield
    finally:
        _origin.reset(token)


def origin() -> str:
    """Where the work at hand was asked for; empty where nobody said."""
    return _origin.get()

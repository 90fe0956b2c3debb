"""The routes of the site as the URL resolver has them, and their addresses in the world of these tests."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver, reverse

STORED = Path(__file__).parents[1] / "routes.txt"


@dataclass(frozen=True)
class Route:
    """One route: its whole pattern, and its name with the namespaces before it."""

    pattern: str
    name: str
    view: Callable[..., Any]

    @property
    def line(self) -> str:
        """As it stands in the stored list."""
        return f"{self.pattern or '/'}  {self.name or '-'}"

    @property
    def key(self) -> str:
        """The name; where there is none, the pattern."""
        return self.name or f"/{self.pattern}"

    @property
    def parameters(self) -> Mapping[str, str]:
        """The kind of each part of the address that is filled in: int, str, slug, path, or an expression."""
        found = {name: kind or "str" for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", _simple(self.pattern))}
        return {**found, **dict(re.findall(r"\(\?P<(\w+)>([^)]*)\)", self.pattern))}

    def address(self, given: Mapping[str, object]) -> str:
        """The address with the parameters filled in."""
        if not self.name:
            return f"/{self.pattern}"
        return reverse(self.name, kwargs={name: given[name] for name in self.parameters})

    def with_text(self, given: Mapping[str, object]) -> str:
        """The address with the parameters filled in as they are, whatever the route takes."""
        filled = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: quote(str(given[found[1]]), safe=""), self.pattern)
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: quote(str(given[found[1]]), safe=""), filled)
        return "/" + filled.replace("^", "").replace("$", "")


def _simple(pattern: str) -> str:
    return re.sub(r"\(\?P<[^)]*\)", "", pattern)


@cache
def routes() -> tuple[Route, ...]:
    """Every route, in the order in which an address is looked up."""
    return tuple(_below(get_resolver()))


@cache
def by_key() -> Mapping[str, Route]:
    """Every route by its key; of two with one name, the first, which is the one that answers."""
    return {route.key: route for route in reversed(routes())}


def _below(resolver: URLResolver, before: str = "", within: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Route(pattern, within + one.name if one.name else "", one.callback)
        else:
            yield from _below(one, pattern, f"{within}{one.namespace}:" if one.namespace else within)

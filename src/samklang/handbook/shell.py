"""What the handbook gives to every page: the way to its help, the tour one is on, and the keys."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from samklang.handbook.book import book
from samklang.handbook.places import OUTSIDE, help_for
from samklang.handbook.progress import UnderWay, tour_under_way
from samklang.web.language import current_language


@dataclass(frozen=True)
class TourBox:
    """The box of the tour. here: whether the page is the one it tells of; url: of that page; number: from 1."""

    tour: UnderWay
    here: bool
    url: str

    @property
    def before(self) -> str:
        """The number of the stop before, from 0, as it is sent."""
        return str(self.tour.at - 1)

    @property
    def number(self) -> int:
        """Of the stop, as people count."""
        return self.tour.at + 1


def for_page(request: HttpRequest) -> dict[str, Any]:
    """`page_help`, the address of the help with the page, empty where none is offered; `tour`, a TourBox or None."""
    route = str(getattr(request.resolver_match, "view_name", "") or "")
    return {"page_help": _help(route), "tour": _tour(request)}


def _help(route: str) -> str:
    """The contents of the handbook where no page of it is about the one shown, or the handbook is not there."""
    if not route or route.startswith(OUTSIDE):
        return ""
    wanted, there = help_for(route), book()
    page = there.in_language(wanted, current_language()) if there and wanted else None
    return reverse("handbook:page", args=[page.part, page.slug]) if page else reverse("handbook:handbook")


def _tour(request: HttpRequest) -> TourBox | None:
    tour = tour_under_way(request)
    if tour is None:
        return None
    url = reverse(tour.stop.route)
    return TourBox(tour, request.path == url, url)

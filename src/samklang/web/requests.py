"""A request as the views meet it."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from samklang.access.models import Person


class PageRequest(HttpRequest):
    """Any request, after our middleware."""

    htmx: HtmxDetails
    today: date
    as_of: date
    """The day the page is asked about; today unless `?as_of=` says otherwise."""


class StaffRequest(PageRequest):
    """A request from somebody signed in: of a view under `login_required`."""

    user: Person

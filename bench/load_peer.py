"""The plain way beside ours: Django's own administration over the same rows, for people who are signed in there.

It has no shell, no dates, no ledger, and one question of rights: whoever is signed in sees their municipality's rows.
It runs with `load_peer_settings`, and is both the addresses and the application.
"""

from typing import Any

from django.contrib import admin
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.urls import path

application = get_wsgi_application()

from samklang.access.models import Person  # noqa: E402 - after the settings
from samklang.people.models import Engagement  # noqa: E402 - after the settings


class Site(admin.AdminSite):
    """Open to whoever is signed in."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in is enough."""
        return bool(request.user.is_authenticated)


class Rows(admin.ModelAdmin):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """Somebody's hours and team, searched by name."""

    list_display = ("employee", "number", "team", "role", "first_day")
    list_select_related = ("employee__person", "team")
    list_per_page = 50
    search_fields = ("employee__person__name",)
    raw_id_fields = ("employee", "team", "manager", "stands_in_for")

    def number(self, one: Engagement) -> str:
        """The number of the personnel system."""
        return one.employee.number

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those of the municipality."""
        person = request.user
        assert isinstance(person, Person)  # noqa: S101 - the site lets in nobody else
        return super().get_queryset(request).filter(employee__person__municipality=person.municipality_id)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's own shape
        """Whoever came so far."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's own shape
        """As above."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's own shape
        """Nobody writes here."""
        return False

    has_add_permission = has_delete_permission = has_change_permission


site = Site()
site.register(Engagement, Rows)
urlpatterns = [path("admin/", site.urls)]

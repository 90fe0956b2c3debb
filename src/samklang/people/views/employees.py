"""The list of staff, and one member of staff."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.queries import teams_for
from samklang.access.refusals import require
from samklang.ledger.commands import record_reading
from samklang.people import rules
from samklang.people.enums import StaffStatus
from samklang.people.forms.staff_list import StaffFilter
from samklang.people.models import Employee
from samklang.people.queries.employees import employees_for
from samklang.people.queries.profile import profile
from samklang.people.queries.staff_list import roles_seen, staff_list, staff_rows, status_counts
from samklang.people.queries.timeline import timeline
from samklang.web.requests import StaffRequest

ROWS = 50


@login_required
@require_safe
def employees(request: StaffRequest) -> HttpResponse:
    """Everybody one sees, as of the day: searched, narrowed, sorted, a page at a time."""
    require(rules.see_staff(request.user))
    day = request.as_of
    teams = list(teams_for(request.user, Right.SEE_STAFF))
    form = StaffFilter(request.GET, teams=teams, roles=roles_seen(request.user, day))
    asked = form.asked()
    counts = status_counts(request.user, day, asked)
    pages = Paginator(staff_list(request.user, day, asked).values_list("pk", flat=True), ROWS)
    pages.count = counts[asked.status]
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": shown,
        "rows": staff_rows(request.user, list(shown.object_list), day),
        "tabs": [_tab(request.GET, status, counts[status], asked.status) for status in StaffStatus],
        "asked": asked,
        "sort": asked.sort,
        "may_edit": request.user.standing.may(Right.EDIT_STAFF),
        "may_import": request.user.standing.may(Right.IMPORT_STAFF),
    }
    return render(request, "people/employees.html", context)


def _tab(query: QueryDict, status: StaffStatus, count: int, current: StaffStatus) -> dict[str, object]:
    changed = query.copy()
    changed.pop("page", None)
    changed["status"] = status.value
    return {"label": str(status.label), "url": f"?{changed.urlencode()}", "count": count, "current": status == current}


@login_required
@require_safe
def own_page(request: StaffRequest) -> HttpResponseBase:
    """One's own page; of somebody who is not employed here, what they may see instead."""
    mine = Employee.objects.filter(person=request.user).first()
    if mine is not None:
        return redirect(mine)
    grants = request.user.grants.in_force(request.today).select_related("place").order_by("place__path", "role", "pk")
    return render(request, "people/own_page.html", {"grants": grants})


@login_required
@require_safe
def employee(request: StaffRequest, pk: int) -> HttpResponse:
    """One member of staff as of the day, what has been and what is to come. The reading is recorded."""
    found = get_object_or_404(employees_for(request.user), pk=pk)
    shown = profile(request.user, found, request.as_of)
    if found.person_id != request.user.pk:
        place = shown.team or found.jobcentre
        record_reading(
            "employee-read", by=request.user, subject=found, about=found.person, place=place,
            reason=request.user.reason_at(place.pk),
        )  # fmt: skip
    context = {"shown": shown, "employee": found, "entries": timeline(request.user, found, request.today)}
    return render(request, "people/employee.html", context)

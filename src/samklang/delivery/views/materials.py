"""Material of a course: everybody in it sees the newest version; trainers and whoever runs it put it there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.delivery.commands import materials as commands
from samklang.delivery.forms.material import MaterialForm, VersionForm
from samklang.delivery.material_files import MEDIA_TYPES
from samklang.delivery.models import Course, Material, MaterialVersion
from samklang.delivery.queries.learning import learning_courses_for
from samklang.delivery.queries.materials import materials_for, materials_of, versions_for
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import learning as rules
from samklang.delivery.views.learning import around_course
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def materials(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything that belongs to the course, the newest version first."""
    course: Course = get_object_or_404(learning_courses_for(request.user), pk=pk)
    around = around_course(request, course)
    names = {one["id"]: one["name"] for one in course.modules}
    rows = [
        {"material": one, "module": names.get(one.module, ""), "newest": versions[0], "older": versions[1:]}
        for one in materials_of(course)
        if (versions := list(one.versions.all()))
    ]
    context = {**around, "rows": rows, "may_add": around["runs"] or around["teaches"]}
    response: HttpResponse = page(request, "delivery/materials.html", context)
    return response


def _may(request: StaffRequest, course: Course) -> None:
    teaches = course.sessions.filter(trainer=request.user).exists()
    require(rules.add_material(teaches, course_rules.run_course(request.user, course)))


def _above(request: StaffRequest, course: Course) -> list[tuple[Value, str]]:
    ways: list[tuple[Value, str]] = around_course(request, course)["above"]
    return [*ways, (say("Material"), reverse("delivery:materials", args=[course.pk]))]


def _sent(request: StaffRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_material(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a file or a link into the course."""
    course: Course = get_object_or_404(learning_courses_for(request.user), pk=pk)
    _may(request, course)
    form = MaterialForm(*_sent(request), course=course)

    def do() -> HttpResponse:
        commands.add_material(
            by=request.user, course=course, title=form.cleaned_data["title"], module=form.cleaned_data["module"],
            version=form.version(), now=timezone.now(),
        )  # fmt: skip
        tell(request, say("Everybody in the course can see it now."))
        return redirect("delivery:materials", pk)

    back = reverse("delivery:materials", args=[pk])
    return form_page(request, form, FormPage(say("Add material"), say("Add"), back, _above(request, course)), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def material_version(request: StaffRequest, pk: int) -> HttpResponse:
    """Replace the material by a newer version."""
    found: Material = get_object_or_404(materials_for(request.user), pk=pk, withdrawn_at=None)
    _may(request, found.course)
    form = VersionForm(*_sent(request))

    def do() -> HttpResponse:
        commands.replace_material(by=request.user, material=found, version=form.version(), now=timezone.now())
        tell(request, say("Everybody sees the new version now. The older ones are kept."))
        return redirect("delivery:materials", found.course_id)

    around = FormPage(
        say("New version of {title}", title=found.title), say("Replace"),
        reverse("delivery:materials", args=[found.course_id]), _above(request, found.course),
        removal_url=reverse("delivery:material-withdrawal", args=[pk]), removal_label=say("Withdraw the material"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def material_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """Nobody is shown it any more."""
    found: Material = get_object_or_404(materials_for(request.user), pk=pk, withdrawn_at=None)
    commands.withdraw_material(by=request.user, material=found, now=timezone.now())
    tell(request, say("The material is withdrawn."), undo_url=reverse("delivery:material-restoring", args=[pk]))
    return redirect("delivery:materials", found.course_id)


@login_required
@require_POST
def material_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """It is shown again."""
    found: Material = get_object_or_404(materials_for(request.user), pk=pk)
    commands.restore_material(by=request.user, material=found)
    tell(request, say("The material is shown again."))
    return redirect("delivery:materials", found.course_id)


@login_required
@require_safe
def material_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The file itself: always to be saved, never to be run as a page of ours."""
    found: MaterialVersion = get_object_or_404(versions_for(request.user).exclude(kind="link"), pk=pk)
    response = HttpResponse(bytes(found.content or b""), content_type=MEDIA_TYPES[found.kind])
    name = found.file_name or f"{found.material.title}.{found.kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response

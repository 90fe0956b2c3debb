"""Training from before, for whoever runs the course: what is recorded, one more, a file of them, and back again."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.core.words import Value, say, say_n
from samklang.delivery.commands import earlier as commands
from samklang.delivery.forms.earlier import ProofFileForm, ProofForm
from samklang.delivery.models import EarlierProof
from samklang.delivery.queries.earlier import (
    as_rows,
    modules_of,
    programmes_run,
    proofs_for,
    proofs_of,
    staff_to_choose,
)
from samklang.delivery.queries.earlier_file import Found, ListedProofs, read_proofs
from samklang.delivery.queries.earlier_statements import looks_like_statements, read_statements
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above_all
from samklang.ledger.commands import record_reading
from samklang.people.models import Employee
from samklang.planning.models import Programme
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.requests import StaffRequest

_SALT = "earlier-proofs"
_LONGEST_S = 3600


def _programme(request: StaffRequest, pk: int) -> Programme:
    found: Programme = get_object_or_404(programmes_run(request.user), pk=pk)
    return found


def _above(programme: Programme) -> list[tuple[Value, str]]:
    return [
        *above_all(), (say("Training from before"), reverse("delivery:earlier-programmes")),
        (programme.title, reverse("delivery:earlier", args=[programme.pk])),
    ]  # fmt: skip


@login_required
@require_safe
def programmes(request: StaffRequest) -> HttpResponse:
    """The programmes for which training from before can be recorded, also those that have not begun."""
    require(course_rules.see_any_courses(request.user))
    context = {"programmes": programmes_run(request.user), "above": above_all()}
    response: HttpResponse = page(request, "delivery/earlier_programmes.html", context)
    return response


@login_required
@require_safe
def earlier(request: StaffRequest, pk: int) -> HttpResponse:
    """What is recorded for a programme."""
    programme = _programme(request, pk)
    context = {
        "programme": programme,
        "rows": as_rows(proofs_of(programme), modules_of(programme)),
        "above": _above(programme)[:-1],
    }
    response: HttpResponse = page(request, "delivery/earlier.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_proof(request: StaffRequest, pk: int) -> HttpResponse:
    """Record one."""
    programme = _programme(request, pk)
    staff = {one.person_id: one for one in staff_to_choose(request.user, programme)}
    form = ProofForm(
        sent(request), request.FILES or None, modules=modules_of(programme),
        people=[(number, f"{one.name} ({one.number})") for number, one in staff.items()],
    )  # fmt: skip
    back = reverse("delivery:earlier", args=[pk])

    def do() -> HttpResponse:
        given = form.cleaned_data
        file = given["document"]
        who = staff[int(given["person"])].person
        commands.add_proof(
            by=request.user, programme=programme, person=who, module=given["module"], day=given["day"],
            source=given["source"], today=request.today, now=now(), document=file.read() if file else None,
            document_name=str(file.name) if file else "",
        )  # fmt: skip
        tell(request, say("It is recorded that {name} has been through it.", name=who.name))
        return redirect(back)

    around = FormPage(say("Record training from before"), say("Record it"), back, _above(programme))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proof_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Read a file, and show what it would record before anything is."""
    programme = _programme(request, pk)
    form = ProofFileForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"programme": programme, "above": _above(programme), "modules": modules_of(programme)}
    if form.is_bound and form.is_valid():
        listed = _read(request, programme, form)
        if listed.faults:
            for one in listed.faults:
                refuse(form, "file", one)
        elif not listed.found:
            refuse(form, "file", say("Everything in the file is recorded already."))
        else:
            kept = signing.dumps(
                [(one.person, one.module, one.day.isoformat(), one.source) for one in listed.found],
                salt=f"{_SALT}-{pk}-{request.user.pk}", compress=True,
            )  # fmt: skip
            names = dict(context["modules"])
            context |= {
                "kept": kept, "known": listed.known,
                "rows": [{"found": one, "module": names[one.module]} for one in listed.found],
            }  # fmt: skip
            response: HttpResponse = page(request, "delivery/earlier_preview.html", context)
            return response
    return _file_page(request, context, form)


def _file_page(request: StaffRequest, context: Mapping[str, Any], form: ProofFileForm) -> HttpResponse:
    response: HttpResponse = page(request, "delivery/earlier_file.html", context, form=form)
    return response


def _read(request: StaffRequest, programme: Programme, form: ProofFileForm) -> ListedProofs:
    file = form.cleaned_data["file"]
    content = file.read()
    read = read_statements if looks_like_statements(content) else read_proofs
    return read(content, str(file.name), programme, modules_of(programme), request.today)


@login_required
@require_POST
def proof_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Record what was shown."""
    programme = _programme(request, pk)
    try:
        kept = signing.loads(
            str(request.POST.get("kept", "")), salt=f"{_SALT}-{pk}-{request.user.pk}", max_age=_LONGEST_S
        )
    except signing.BadSignature:
        form = ProofFileForm({})
        form.is_valid()
        form.errors.clear()
        refuse(form, None, say("The preview is older than an hour, or was not made here. Send the file again."))
        context = {"programme": programme, "above": _above(programme), "modules": modules_of(programme)}
        response = _file_page(request, context, form)
        response.status_code = UNPROCESSABLE
        return response
    people = Employee.objects.filter(jobcentre=programme.jobcentre_id).select_related("person")
    names = {one.person_id: one.name for one in people}
    found = [
        Found(who, names.get(who, ""), module, date.fromisoformat(day), source) for who, module, day, source in kept
    ]
    batch, count = commands.import_proofs(
        by=request.user, programme=programme, found=found, today=request.today, now=now()
    )
    undo = reverse("delivery:earlier-undo", args=[pk, batch])
    tell(request, say_n("{count} row is recorded.", "{count} rows are recorded.", count), undo_url=undo)
    return redirect("delivery:earlier", pk)


@login_required
@require_POST
def import_undo(request: StaffRequest, pk: int, batch: uuid.UUID) -> HttpResponse:
    """Take back everything one file brought."""
    count = commands.undo_import(by=request.user, programme=_programme(request, pk), batch=batch)
    tell(request, say_n("{count} row is taken back.", "{count} rows are taken back.", count))
    return redirect("delivery:earlier", pk)


@login_required
@require_POST
def proof_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one back."""
    proof = get_object_or_404(proofs_for(request.user), pk=pk)
    commands.remove_proof(by=request.user, proof=proof)
    tell(request, say("It is no longer recorded."))
    return redirect("delivery:earlier", proof.programme_id)


@login_required
@require_safe
def proof_document(request: StaffRequest, pk: int) -> HttpResponse:
    """The copy of a proof: for whoever runs the course, and the person themselves."""
    seen = Q(programme__in=programmes_run(request.user).values("pk")) | Q(person=request.user)
    proof = get_object_or_404(EarlierProof.objects.filter(seen), pk=pk)
    if proof.document is None:
        raise Http404
    if proof.person_id != request.user.pk:
        record_reading("earlier-proof-read", by=request.user, subject=proof, about=proof.person,
                       place=proof.programme.jobcentre)  # fmt: skip
    response = HttpResponse(bytes(proof.document), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, proof.document_name or f"copy-{proof.pk}") or "attachment"
    )
    response.headers["Cache-Control"] = "no-store"
    return response

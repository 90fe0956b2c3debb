"""The books: their list, one voucher, costs, credit notes, counter-entries, attesting, and the file."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import Sentence, Value, render, say, written
from samklang.funding.commands import vouchers as commands
from samklang.funding.commands.documents import keep_document
from samklang.funding.commands.vouchers import Paper
from samklang.funding.enums import VatTreatment
from samklang.funding.forms.vouchers import CostForm, CounterForm, CreditForm, DocumentForm, VoucherFilter
from samklang.funding.models import Commitment, Document, Voucher
from samklang.funding.queries.books import vouchers_for, vouchers_found
from samklang.funding.queries.called import called_for
from samklang.funding.queries.grants import grants_for, jobcentres_to_fund
from samklang.funding.rules import books as rules
from samklang.funding.rules.grants import run_grants, see_grants
from samklang.funding.views.sections import in_kroner, sections
from samklang.web.answers import file_to_fetch, number_in, page, tell
from samklang.web.downloads import csv_lines
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

ROWS = 50
_HEADINGS: tuple[Sentence, ...] = (
    say("Number"), say("Date"), say("Kind"), say("What it is"), say("Supplier"), say("Account"), say("Grant"),
    say("Heading"), say("Amount (kr.)"), say("Attested"),
)  # fmt: skip


def above(found: Voucher | None = None) -> list[tuple[Value, str]]:
    """The pages above one of a voucher's own."""
    pages: list[tuple[Value, str]] = [(say("Vouchers"), reverse("funding:vouchers"))]
    if found is None:
        return pages
    return [*pages, (say("Voucher {number}", number=found.number), str(found.get_absolute_url()))]


def found_voucher(request: StaffRequest, pk: int) -> Voucher:
    """Raises NotAllowed for whoever sees no grants anywhere, and Http404 where they do not see it here."""
    require(see_grants(request.user))
    found: Voucher = get_object_or_404(vouchers_for(request.user), pk=pk)
    return found


def kept(by: Person, jobcentre: Place, file: object) -> Document | None:
    """The file that came with a form, kept; None where none came."""
    if not file:
        return None
    name, content = str(getattr(file, "name", "")), file.read()  # type: ignore[attr-defined]  # an uploaded file
    return keep_document(by=by, jobcentre=jobcentre, name=name, content=content, now=now())


@login_required
@require_safe
def vouchers(request: StaffRequest) -> HttpResponse:
    """Every voucher, narrowed, the newest first."""
    require(see_grants(request.user))
    form = VoucherFilter(request.GET, grants=list(grants_for(request.user)))
    asked = form.asked()
    shown = Paginator(vouchers_found(request.user, **asked), ROWS).get_page(request.GET.get("page"))
    context = {
        "sections": sections("funding:vouchers"), "filter_form": form, "page": shown, "narrowed": any(asked.values()),
        "runs": run_grants(request.user) is None,
    }  # fmt: skip
    return page(request, "funding/vouchers.html", context)


@login_required
@require_safe
def vouchers_file(request: StaffRequest) -> StreamingHttpResponse:
    """Every posting of the vouchers that the list is narrowed to, as CSV."""
    require(see_grants(request.user))
    form = VoucherFilter(request.GET, grants=list(grants_for(request.user)))
    rows = _rows(vouchers_found(request.user, **form.asked()), current_language())
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="vouchers.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(found: QuerySet[Voucher], language: str) -> Iterator[list[str]]:
    yield [render(one, language) for one in _HEADINGS]
    for voucher in found.prefetch_related("postings__grant__application"):
        for one in voucher.postings.all():
            yield [
                str(voucher.number), written(voucher.day, language), str(voucher.get_kind_display()), voucher.text,
                voucher.supplier, str(one.get_account_display()), one.grant.application.title if one.grant else "",
                str(one.get_heading_display()) if one.heading else "", in_kroner(one.ore),
                written(voucher.attested_at.date(), language) if voucher.attested_at else "",
            ]  # fmt: skip


@login_required
@require_safe
def voucher(request: StaffRequest, pk: int) -> HttpResponse:
    """Its postings, its document, and what has been done with it."""
    found = found_voucher(request, pk)
    runs = run_grants(request.user, found.jobcentre) is None
    called, people = called_for(request.user, found.jobcentre), found.basis.get("people", 0)
    context = {
        "entered_by": called.name_of(found.entered_by), "attested_by": called.name_of(found.attested_by),
        "tells_hours": people and called.tells(people), "voucher": found, "above": above(),
        "postings": found.postings.select_related("grant__application"),
        "attest_refusal": rules.attest(request.user, found) if runs else None, "runs": runs,
        "may_counter": runs and rules.counter(request.user, found) is None,
        "may_credit": runs and rules.credit(request.user, found) is None,
        "may_document": runs and rules.add_document(request.user, found) is None,
        "document": Document.objects.filter(vouchers=found).defer("content").first(),
        "countered_by": getattr(found, "countered_by", None), "credit_notes": found.credit_notes.all(),
    }  # fmt: skip
    return page(request, "funding/voucher.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_voucher(request: StaffRequest) -> HttpResponse:
    """An invoice is entered, over one grant or several."""
    require(run_grants(request.user))
    places = jobcentres_to_fund(request.user)
    if not places:
        raise NotAllowed(Refusal(say("Books belong to a whole jobcentre, and you run grants for a team alone.")))
    grants = [one for one in grants_for(request.user) if one.closed_at is None and one.application.jobcentre in places]
    chosen = next((one for one in grants if one.pk == number_in(request.GET.get("grant", ""))), None)
    open_ones = list(Commitment.objects.filter(grant__in=grants, settled_by=None, dropped_at=None)[:200])
    asked = request.method == "POST"
    form = CostForm(
        request.POST if asked else None, request.FILES if asked else None, jobcentres=places, grants=grants,
        chosen=chosen, open_ones=open_ones,
    )  # fmt: skip

    def do() -> HttpResponse:
        made = _entered(request, form)
        tell(request, say("Entered as voucher {number}.", number=made.number))
        return redirect(made)

    around = FormPage(
        say("Enter a cost"), say("Enter it"), reverse("funding:vouchers"), above(),
        say("A voucher is never changed: what is wrong is taken back by a counter-entry and entered again."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _entered(request: StaffRequest, form: CostForm) -> Voucher:
    given, parts = form.cleaned_data, form.parts()
    jobcentre = form.jobcentre()
    if jobcentre is None:
        raise NotAllowed(Refusal(say("Choose the jobcentre whose books it is in.")))
    with transaction.atomic():
        paper = Paper(
            given["text"], given["supplier"], given["supplier_reference"], given["activity"],
            kept(request.user, jobcentre, given["document"]),
        )  # fmt: skip
        return commands.enter_cost(
            by=request.user, jobcentre=jobcentre, day=given["day"], parts=parts, vat_ore=given["vat_ore"] or 0,
            vat=VatTreatment(given["vat"]), paper=paper, settles=form.settled(), now=now(),
        )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voucher_credit_note(request: StaffRequest, pk: int) -> HttpResponse:
    """A credit note takes back a cost or a part of it."""
    found = found_voucher(request, pk)
    require(rules.credit(request.user, found))
    asked = request.method == "POST"
    initial = {"day": today(), "text": found.text}
    form = CreditForm(request.POST if asked else None, request.FILES if asked else None, initial=initial)

    def do() -> HttpResponse:
        given = form.cleaned_data
        with transaction.atomic():
            document = kept(request.user, found.jobcentre, given["document"])
            made = commands.enter_credit_note(
                by=request.user, voucher=found, day=given["day"], ore=given["ore"],
                paper=Paper(given["text"], found.supplier, document=document), now=now(),
            )  # fmt: skip
        return redirect(made)

    lead = say("It is taken from exactly the grants and headings that bore the cost.")
    around = FormPage(say("Credit note"), say("Enter it"), str(found.get_absolute_url()), above(found), lead)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voucher_counter_entry(request: StaffRequest, pk: int) -> HttpResponse:
    """A voucher is taken back by its opposite; both stay."""
    found = found_voucher(request, pk)
    require(rules.counter(request.user, found))
    form = CounterForm(sent(request), initial={"day": today()})

    def do() -> HttpResponse:
        made = commands.counter_voucher(by=request.user, voucher=found, now=now(), **form.cleaned_data)
        tell(request, say("Taken back by voucher {number}. Enter it again if it was only wrong.", number=made.number))
        return redirect(made)

    around = FormPage(
        say("Take voucher {number} back", number=found.number), say("Take it back"), str(found.get_absolute_url()),
        above(found), consequences=[say("A counter-entry is made. Both vouchers stay in the books.")], danger=True,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voucher_document_new(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper of a voucher that was entered without it."""
    found = found_voucher(request, pk)
    require(rules.add_document(request.user, found))
    form = DocumentForm(sent(request), request.FILES if request.method == "POST" else None)

    def do() -> HttpResponse:
        file = form.cleaned_data["document"]
        commands.add_document(by=request.user, voucher=found, name=str(file.name), content=file.read(), now=now())
        tell(request, say("The document is kept with the voucher."))
        return redirect(found)

    around = FormPage(
        say("Add the document"), say("Add it"), str(found.get_absolute_url()), above(found),
        say("It stays as it came. No amount changes, so it can also be added on days that are reported and locked."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def voucher_attestation(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody else than the one who entered it has looked at it."""
    found = found_voucher(request, pk)
    commands.attest_voucher(by=request.user, voucher=found, now=now())
    tell(request, say("Attested."))
    return redirect(found)


@login_required
@require_safe
def voucher_document(request: StaffRequest, pk: int) -> HttpResponse:
    """The document as it came."""
    found = found_voucher(request, pk)
    if found.document is None:
        raise Http404
    return file_to_fetch(bytes(found.document.content), found.document.name)

"""What every figure means: the list of them, each on a page of its own, and who answers for it here."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Role
from samklang.access.refusals import require
from samklang.core.metric import Metric
from samklang.core.words import Sentence, Value, say
from samklang.evidence.commands import metric_owner as commands
from samklang.evidence.enums import Rung
from samklang.evidence.forms.catalogue import CatalogueFilter, OwnerForm
from samklang.evidence.models import MetricOwner
from samklang.evidence.queries.catalogue import AREAS, find, metric_of, owners_of, people_to_own
from samklang.evidence.rules.evidence import see_evidence
from samklang.evidence.rules.metric_owner import name_owners
from samklang.evidence.views.sections import sections
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def metrics(request: StaffRequest) -> HttpResponse:
    """Every figure with its definition, narrowed by words, area and rung. What figures mean is no secret."""
    form = CatalogueFilter(request.GET)
    text, area, rung = form.asked()
    found = find(text, area, rung)
    query = {name: value for name, value in (("q", text), ("area", area), ("rung", rung)) if value}
    context = {
        "tabs": _tabs(request), "filter_form": form, "count": len(found), "narrowed": bool(query),
        "areas": [(name, [_line(one) for one in found if one.area == key]) for key, name in AREAS.items()],
        "csv_url": _file_url("csv", query), "xlsx_url": _file_url("xlsx", query),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/metrics.html", context)
    return response


def _tabs(request: StaffRequest) -> list[Any]:
    """The other pages of evidence, for whoever sees them."""
    return sections(request, "evidence:metrics") if see_evidence(request.user) is None else []


def _line(one: Metric) -> dict[str, Any]:
    return {"metric": one, "rung": _rung(one), "url": reverse("evidence:metric", args=[one.key])}


def _rung(one: Metric) -> Value:
    return str(Rung(one.rung.value).label) if one.rung is not None else ""


def _file_url(ending: str, query: Mapping[str, str]) -> str:
    address = reverse("evidence:metrics-file", args=[ending])
    return f"{address}?{urlencode(query)}" if query else address


@login_required
@require_safe
def metrics_file(request: StaffRequest, ending: str) -> HttpResponse:
    """The same as CSV or XLSX."""
    owners = _owners(request)
    headings: list[Value] = [
        say("Key"), say("Key figure"), say("Area"), say("Rung of the ladder"), say("Definition"), say("Unit"),
        say("Numerator"), say("Denominator"), say("Counted from"), say("Shown from"), say("Bear in mind"),
        say("Who answers for it"),
    ]  # fmt: skip
    rows = [
        [one.key, one.label, AREAS[one.area], _rung(one), one.definition, one.unit, one.numerator,
         one.denominator or "", one.source, _shown_from(one), one.caveat, _owner(one, owners)]
        for one in find(*CatalogueFilter(request.GET).asked())
    ]  # fmt: skip
    return as_file(ending, say("What the figures mean"), headings, rows, current_language())


def _shown_from(one: Metric) -> Sentence:
    """The fewest that it is shown of, with what they are."""
    if not one.least:
        return say("No least number ({what})", what=one.n)
    return say("{least} ({what})", least=one.least, what=one.n)


def _owners(request: StaffRequest) -> dict[str, MetricOwner]:
    """Who has been named here, for whoever sees evidence: nobody else is told a name."""
    return owners_of(request.user.municipality_id) if see_evidence(request.user) is None else {}


def _owner(one: Metric, owners: Mapping[str, MetricOwner]) -> Value:
    named = owners.get(one.key)
    return named.owner.name if named is not None else str(Role(one.owner).label)


@login_required
@require_safe
def metric(request: StaffRequest, key: str) -> HttpResponse:
    """All that one must know to read a figure, who answers for it here, and where it is shown."""
    one, owners = _metric(key), _owners(request)
    context = {
        "above": _above(request), "metric": one, "area": AREAS[one.area], "rung": _rung(one),
        "shown_from": _shown_from(one), "owner": _owner(one, owners), "named": owners.get(key),
        "names": name_owners(request.user) is None, "seen": list(_seen(one)),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/metric.html", context)
    return response


def _metric(key: str) -> Metric:
    found = metric_of(key)
    if found is None:
        raise Http404
    return found


def _above(request: StaffRequest) -> list[tuple[Value, str]]:
    """The pages above, without those that the person does not see."""
    here: list[tuple[Value, str]] = [(say("What the figures mean"), reverse("evidence:metrics"))]
    try:
        first: list[tuple[Value, str]] = [(say("Evidence"), reverse("evidence:evidence"))]
    except NoReverseMatch:
        first = []
    return [*first, *here] if see_evidence(request.user) is None else here


def _seen(one: Metric) -> Iterator[tuple[Sentence, str]]:
    for place in one.seen:
        try:
            yield place.where, reverse(place.route)
        except NoReverseMatch:
            continue


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def metric_owner(request: StaffRequest, key: str) -> HttpResponse:
    """Name whom to ask about a figure in one's municipality."""
    one = _metric(key)
    require(name_owners(request.user))
    named = owners_of(request.user.municipality_id).get(key)
    people = people_to_own(request.user.municipality, today())
    form = OwnerForm(sent(request), people=people, now=named.owner if named else None)

    def do() -> HttpResponse:
        made = commands.set_owner(by=request.user, metric=one, owner=form.cleaned_data["owner"], now=now())
        tell(request, say("{name} answers for “{figure}”.", name=made.owner.name, figure=one.label))
        return redirect("evidence:metric", key)

    url = reverse("evidence:metric", args=[key])
    lead = say("Readers see the name beside the figure and know whom to ask. Unless somebody is named, it is the role:"
               " {role}.", role=str(Role(one.owner).label))  # fmt: skip
    around = FormPage(
        say("Who answers for “{figure}”?", figure=one.label), say("Save"), url, [*_above(request), (one.label, url)],
        lead=lead,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def metric_owner_removal(request: StaffRequest, key: str) -> HttpResponse:
    """Let the role answer again."""
    one = _metric(key)
    if commands.clear_owner(by=request.user, metric=one):
        role = str(Role(one.owner).label)
        tell(
            request, say("Nobody is named for “{figure}” any more: it is the role {role}.", figure=one.label, role=role)
        )
    return redirect("evidence:metric", key)

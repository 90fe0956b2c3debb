"""Licences: one's own, who holds what, who meets what they ask for, and what that is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.calibration import commands, rules
from samklang.calibration.enums import LicenceEnd
from samklang.calibration.findings import Findings
from samklang.calibration.forms.licence import GrantForm, RevocationForm
from samklang.calibration.models import Licence, Round
from samklang.calibration.queries.licences import (
    ENDS_SOON,
    NamedRater,
    all_licences_for,
    indicator_names,
    licences_for,
    named_raters,
    own_licences,
    terms_on,
)
from samklang.calibration.queries.results import findings_of, rounds_to_license
from samklang.calibration.terms import Meets
from samklang.calibration.views.results import Line, lines_of
from samklang.calibration.views.rounds import above
from samklang.core.words import Sentence, Value, say, say_n
from samklang.ledger.commands import record_reading
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_MEETS: Mapping[Meets, Sentence] = {
    Meets.YES: say("Met"),
    Meets.TOO_FEW: say("Too few cases"),
    Meets.NOT_SURE: say("Not surely enough agreement with the key"),
    Meets.LEANS: say("Leans to one side"),
}


class Held(NamedTuple):
    """A licence as it is shown."""

    licence: Licence
    indicator: str
    framework: str
    holds: bool
    ends_soon: bool
    ended: str


class Said(NamedTuple):
    """How one rater stands on one indicator, in words."""

    indicator: str
    said: Sentence
    until: date | None


class RaterLine(NamedTuple):
    """One named rater. How many are met is nowhere counted: a list of names with counts would be a ranking."""

    name: str
    is_machine: bool
    said: Sequence[Said]


class Holder(NamedTuple):
    """Somebody with the licences they hold."""

    name: str
    is_machine: bool
    held: Sequence[Held]


@login_required
@require_safe
def own_licences_page(request: StaffRequest) -> HttpResponse:
    """One's own licences, those that hold first."""
    rows = list(own_licences(request.user))
    shown = _shown(rows, request.today)
    context = {
        "holding": [one for one in shown if one.holds],
        "past": [one for one in shown if not one.holds],
    }
    response: HttpResponse = page(request, "calibration/own_licences.html", context)
    return response


def _shown(rows: Sequence[Licence], today: date) -> list[Held]:
    names = indicator_names({one.framework_id for one in rows}, current_language())
    frameworks = {pk: name for (pk, key), name in names.items() if not key}
    return [
        Held(
            one, names.get((one.framework_id, one.indicator_key), one.indicator_key),
            frameworks.get(one.framework_id, one.framework.key), one.holds_on(today),
            one.last_day <= today + ENDS_SOON,
            str(LicenceEnd(one.ended_because).label) if one.ended_because else "",
        )
        for one in rows
    ]  # fmt: skip


@login_required
@require_safe
def licences(request: StaffRequest) -> HttpResponse:
    """Who holds what until when, by name; for whoever leads calibration. Each name read is in the ledger."""
    require(rules.lead_any_calibration(request.user))
    rows = list(licences_for(request.user, request.today))
    people = {one.person_id: one for one in rows if one.person is not None}
    for one in people.values():
        record_reading("licences-read", by=request.user, subject=one, about=one.person, place=one.framework.jobcentre)
    context = {
        "holders": _holders(_shown(rows, request.today)),
        "rounds": rounds_to_license(request.user)[:10],
        "above": above(),
    }
    response: HttpResponse = page(request, "calibration/licences.html", context)
    return response


def _holders(shown: Sequence[Held]) -> list[Holder]:
    """The licences gathered by who holds them, in their order."""
    gathered: dict[tuple[int | None, int | None], list[Held]] = {}
    for one in shown:
        gathered.setdefault((one.licence.person_id, one.licence.machine_id), []).append(one)
    return [
        Holder(getattr(rows[0].licence.person or rows[0].licence.machine, "name", ""), person is None, rows)
        for (person, _), rows in gathered.items()
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_licences(request: StaffRequest, pk: int) -> HttpResponse:
    """Who in a closed round meets what a licence asks, by name, to give licences; each opening is in the ledger."""
    round_ = get_object_or_404(rounds_to_license(request.user), pk=pk)
    findings = findings_of(round_)
    measuring = refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, request.today)
    require(rules.license_raters(request.user, round_, measuring, findings is not None))
    form = GrantForm(sent(request))

    def do() -> HttpResponse:
        made = commands.grant_licences(
            by=request.user, round_=round_, reason=form.cleaned_data["reason"], today=request.today
        )
        tell(request, say_n("{count} licence was given.", "{count} licences were given.", len(made)))
        return redirect("calibration:licences")

    ways: list[tuple[Value, str]] = [*above(round_), (say("Result"), reverse("calibration:result", args=[pk]))]
    around = FormPage(
        say("Give licences"), say("Give everybody who meets it a licence"), reverse("calibration:result", args=[pk]),
        ways, template="calibration/round_licences.html",
    )  # fmt: skip
    context = _named(request, round_, findings) if findings is not None and not _is_in_order(request, form) else {}
    return form_page(request, form, around, do, round=round_, **context)


def _is_in_order(request: StaffRequest, form: GrantForm) -> bool:
    """Whether nothing is shown, because licences are given at once."""
    return request.method == "POST" and form.is_valid()


def _named(request: StaffRequest, round_: Round, findings: Findings) -> dict[str, Any]:
    """The raters by name. What is read of each stands in the ledger."""
    terms = terms_on(round_.jobcentre, request.today)
    found = named_raters(round_, findings, terms, request.today)
    for one in found:
        if one.rater.person is not None:
            record_reading("raters-read", by=request.user, subject=round_, about=one.rater.person,
                           place=round_.jobcentre)  # fmt: skip
    lines = lines_of(round_, findings)
    return {"raters": [_rater_line(one, lines) for one in found], "terms": terms, "of": len(lines)}


def _rater_line(one: NamedRater, lines: Sequence[Line]) -> RaterLine:
    said = [
        Said(
            line.name, _MEETS[one.meets[line.finding.key]],
            one.holds[line.finding.key].last_day if line.finding.key in one.holds else None,
        )
        for line in lines
    ]  # fmt: skip
    return RaterLine(one.name, one.rater.machine_id is not None, said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def licence_revocation(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a licence back, with a reason that the person reads."""
    licence = get_object_or_404(all_licences_for(request.user), pk=pk)
    shown = _shown([licence], request.today)[0]
    form = RevocationForm(sent(request))
    holder = licence.person or licence.machine
    name = holder.name if holder else ""

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.revoke_licence(
            by=request.user, licence=licence, because=LicenceEnd(given["because"]), reason=given["reason"],
            today=timezone.localdate(),
        )  # fmt: skip
        tell(request, say("The licence was taken back."))
        return redirect("calibration:licences")

    if not form.is_bound:
        require(rules.revoke_licence(request.user, licence, licence.framework.jobcentre, "-", request.today))
    around = FormPage(
        say("Take a licence back"), say("Take it back"), reverse("calibration:licences"),
        [*above(), (say("Licences"), reverse("calibration:licences"))],
        lead=say("{name}: {indicator}", name=name, indicator=shown.indicator), danger=True,
        consequences=[
            say("From today on {name}'s ratings of it do not count as evidence.", name=name),
            say("{name} reads the reason on their own page.", name=name),
            say("A new licence is earned in a new round."),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)

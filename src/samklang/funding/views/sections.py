"""The tabs above the pages of funding, and what several of its views find."""

from collections.abc import Sequence
from typing import NamedTuple

from django.shortcuts import get_object_or_404

from samklang.access.refusals import require
from samklang.core.grants.findings import SEVERITY_WORDS, Finding, Severity
from samklang.core.words import Sentence, Value, say
from samklang.funding.models import Application, Grant, Report, Scheme
from samklang.funding.queries import grants as queries
from samklang.funding.rules.grants import see_grants
from samklang.web.requests import StaffRequest
from samklang.web.tabs import Tab, tabs_of

_SECTIONS: tuple[tuple[str, Sentence], ...] = (
    ("funding:grants", say("Grants")),
    ("funding:applications", say("Applications")),
    ("funding:vouchers", say("Vouchers")),
    ("funding:schemes", say("Schemes")),
)
_KINDS = {Severity.STOP: "error", Severity.WARN: "warning", Severity.NOTE: "info"}


class Said(NamedTuple):
    """One finding as a page shows it. kind: of the alert or the badge."""

    kind: str
    weight: Sentence
    says: Value
    where: str
    heavy: bool
    """Whether something has to be done about it; what is only worth knowing is folded away."""


def sections(current: str) -> list[Tab]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    return tabs_of(_SECTIONS, current)


def said(findings: Sequence[Finding]) -> list[Said]:
    """Findings in the order given, for pages."""
    return [
        Said(_KINDS[one.severity], SEVERITY_WORDS[one.severity], one.says, one.where, one.severity is not Severity.NOTE)
        for one in findings
    ]


def in_kroner(ore: int | None) -> str:
    """An amount as a number in a CSV file, in kroner with a comma; empty for None."""
    if ore is None:
        return ""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def found_scheme(request: StaffRequest, pk: int) -> Scheme:
    """Raises NotAllowed for whoever sees no grants anywhere, and Http404 where they do not see it here."""
    require(see_grants(request.user))
    found: Scheme = get_object_or_404(queries.schemes_for(request.user), pk=pk)
    return found


def found_application(request: StaffRequest, pk: int) -> Application:
    """Raises as `found_scheme`."""
    require(see_grants(request.user))
    found: Application = get_object_or_404(queries.applications_for(request.user), pk=pk)
    return found


def found_grant(request: StaffRequest, pk: int) -> Grant:
    """Raises as `found_scheme`."""
    require(see_grants(request.user))
    found: Grant = get_object_or_404(queries.grants_for(request.user), pk=pk)
    return found


def found_report(request: StaffRequest, pk: int) -> Report:
    """Raises as `found_scheme`."""
    require(see_grants(request.user))
    found: Report = get_object_or_404(queries.reports_for(request.user), pk=pk)
    return found

"""The preview of a file of companies: its kinds as tabs, and one page of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator

from samklang.access.models import Person
from samklang.companies.forms.loads import Choices
from samklang.companies.load_words import LABELS, value_in_words
from samklang.companies.models import Company, Load, Site
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.load_difference import ALIKE, KINDS, NEW, Change, Difference, Line
from samklang.core.words import render, say
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_PROBLEMS = "problems"
_SHOWN_OF_NEW = ("cvr", "name", "industry", "employees", "street", "postcode", "town", "phone", "email")


def preview_parts(request: StaffRequest, load: Load, found: Difference, rows: int) -> dict[str, Any]:
    """What the template of the preview needs."""
    kinds = [(kind, label, found.counts[kind]) for kind, label in KINDS.items() if found.counts[kind]]
    if found.problems:
        kinds.append((_PROBLEMS, say("Could not be read"), len(found.problems)))
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in [one for one, _, _ in kinds] else (kinds[0][0] if kinds else "")
    language = current_language()
    chosen = [one for one in found.lines if one.alike]
    of_kind: Sequence[Any] = found.problems if kind == _PROBLEMS else chosen if kind == ALIKE else found.of(kind)
    page = Paginator(of_kind, rows).get_page(request.GET.get("page"))
    changing = sum(one.does_something for one in found.lines)
    return {
        "tabs": [{"label": render(label, language), "url": f"?kind={one}", "count": count, "current": one == kind}
                 for one, label, count in kinds],
        "kind": kind, "page": page, "counts": found.counts, "digest": found.digest, "changing": changing,
        "open": found.counts[ALIKE], "can_load": bool(changing or (load.kind == "register" and found.lines)),
        "shown": _lines(request, list(page.object_list), kind, language),
    }  # fmt: skip


def _lines(request: StaffRequest, lines: Sequence[Any], kind: str, language: str) -> list[dict[str, Any]]:
    if kind == _PROBLEMS:
        return [{"row": one.row, "why": one.told()} for one in lines]
    companies = alike_companies(request, lines)
    form = Choices(None, lines=lines, companies=companies) if kind == ALIKE else None
    people = dict(Person.objects.filter(pk__in={one.owner for one in lines} - {None}).values_list("pk", "name"))
    sites = Site.objects.in_bulk({pk for one in lines for pk in one.site_changes})
    return [
        {
            "row": one.incoming.row, "name": one.incoming.name or one.incoming.cvr, "cvr": one.incoming.cvr,
            "company": companies.get(one.company or 0), "why": one.why,
            "changes": _changes(one, people, sites, language),
            "alike": [(companies[pk], why) for pk, why in one.alike if pk in companies],
            "field": form[f"line_{one.incoming.row}"] if form is not None else None,
            "place": f"{one.incoming.values.get('postcode', '')} {one.incoming.values.get('town', '')}".strip(),
        }
        for one in lines
    ]  # fmt: skip


def alike_companies(request: StaffRequest, lines: Sequence[Line]) -> dict[int, Company]:
    """The companies that the lines are or look like."""
    numbers = {pk for one in lines for pk, _ in one.alike} | {one.company for one in lines if one.company}
    return dict(companies_for(request.user).in_bulk(sorted(numbers)))


def _changes(line: Line, people: dict[int, str], sites: dict[int, Site], language: str) -> list[dict[str, Any]]:
    changes = list(line.changes)
    if line.kind == NEW:
        said = {"cvr": line.incoming.cvr, **line.incoming.values}
        changes = [Change(name, "", said[name]) for name in _SHOWN_OF_NEW if said.get(name) not in (None, "")]
    found = [_change(one, language) for one in changes]
    for pk, some in line.site_changes.items():
        found += [{**_change(one, language), "of": str(sites.get(pk, ""))} for one in some]
    for number in line.new_sites:
        name = line.incoming.sites[number].get("name") or ""
        found.append({"label": LABELS["site"], "was": "", "to": f"{name} ({number})" if name else number})
    if line.owner is not None:
        found.append({"label": LABELS["owner"], "was": "", "to": people.get(line.owner, "")})
    if line.new_contact:
        found.append({"label": LABELS["contact"], "was": "", "to": line.incoming.contact["name"]})
    return found


def _change(one: Change, language: str) -> dict[str, Any]:
    was = value_in_words(one.field, one.was, language) if one.was not in (None, "") else ""
    return {"label": LABELS[one.field], "was": was, "to": value_in_words(one.field, one.to, language)}

"""How a page of access and privacy is shown: beside it the others that the person may see."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from samklang.core.words import say
from samklang.desk.sections import sections
from samklang.web.answers import page
from samklang.web.requests import StaffRequest


def shown(request: StaffRequest, template: str, context: Mapping[str, Any], *, form: Any = None) -> HttpResponse:
    """The page with its neighbours; 422 where the form in it was sent with mistakes."""
    around = {"sections": sections(request, request.user), "sections_label": say("Access and privacy")}
    return page(request, template, {**around, **context}, form=form)

"""Pages of a draft as a browser meets them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from samklang.method.models import Edition


def url(name: str, draft: Edition, *rest: object) -> str:
    """The address of a page of the draft."""
    return reverse(f"method:{name}", args=[draft.pk, *rest])


def text_of(response: HttpResponse) -> str:
    """What the page says."""
    return response.content.decode()


def filled(response: Any) -> dict[str, Any]:
    """What a browser would send of the form as it came."""
    form = response.context["form"]
    found = {}
    for field in form:
        value = field.value()
        if value is not None:
            found[field.html_name] = value
    return found

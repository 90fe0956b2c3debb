"""What all pages have in common that a citizen is given the address of: no cookie, nothing kept on the way, not found
by search engines, and nothing told to other sites."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from samklang.citizens.sheet import SHIPPED
from samklang.web.limits import at_most_a_minute
from samklang.web.requests import PageRequest

MOST_A_MINUTE = 60
"""Times one address on the network may ask: a whole waiting room may share one."""
TOO_OFTEN = "citizens/public_too_often.html"
Given = ParamSpec("Given")
View = Callable[Concatenate[PageRequest, Given], HttpResponse]


def for_citizens(of: str) -> Callable[[View[Given]], View[Given]]:
    """A page for whoever has the address. of: what is counted together, as in `web.limits`.

    The address itself is what lets one in, and nobody signs in there, so there is no cookie that a forged form could
    make use of, and none is asked for.
    """

    def made(view: View[Given]) -> View[Given]:
        limited = at_most_a_minute(MOST_A_MINUTE, of=of, told=TOO_OFTEN)(view)

        @csrf_exempt
        @never_cache
        @wraps(view)
        def asked(request: PageRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponse:
            response = limited(request, *args, **given)
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return cast("View[Given]", asked)

    return made


def shown(
    request: PageRequest, template: str, context: Mapping[str, Any], *, language: str, direction: str = "ltr",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page in a language that may be any; what Samklang says itself is in Danish where it is not in English."""
    own = language if language in SHIPPED else "da"
    around = {"csrf_token": "", "page_language": language, "page_direction": direction}
    with translation.override(own):
        response = render(request, template, {**around, **context}, status=status)
    response.headers["Content-Language"] = language
    return response

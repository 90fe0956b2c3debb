"""Pages open to whoever has the address: one address on the network asks for them only so often."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render

from samklang.ledger.origin import origin
from samklang.web.requests import PageRequest

MINUTE = 60
Given = ParamSpec("Given")
View = Callable[Concatenate[PageRequest, Given], HttpResponse]


def at_most_a_minute(most: int, *, of: str, told: str) -> Callable[[View[Given]], View[Given]]:
    """Whoever asks oftener is told so.

    of:   what is asked for; views that name the same are counted together.
    told: the template of the page that says it was many times.
    """

    def limited(view: View[Given]) -> View[Given]:
        @wraps(view)
        def asked(request: PageRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponse:
            minute, second = divmod(int(time.time()), MINUTE)
            if _times(f"{of}:{origin()}:{minute}") <= most:
                return view(request, *args, **given)
            response = render(request, told, status=429)
            response.headers["Retry-After"] = str(MINUTE - second)
            return response

        return cast("View[Given]", asked)

    return limited


def _times(key: str) -> int:
    """How many times by now."""
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between the two lines, by a cache that was full
        return 1

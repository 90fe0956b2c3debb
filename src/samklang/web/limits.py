"""How often something is asked for: by an address on the network where a page is open, by a person where it costs."""

import time
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Concatenate, ParamSpec, cast

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from samklang.ledger.origin import origin
from samklang.web.requests import PageRequest

MINUTE, HOUR = 60, 3600
_FOUR = 4
_SALT = "samklang.web.limits"
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
            if times_from_here(of, within=MINUTE) <= most:
                return view(request, *args, **given)
            return too_often(request, told, within=MINUTE)

        return cast("View[Given]", asked)

    return limited


def times_from_here(of: str, *, within: int) -> int:
    """How many times the address at hand has asked for it by now, this time included, in a minute or an hour.

    The address itself is not kept: the count stands under a key that is made of it with the house's own secret.
    """
    return _times(f"{of}|{network(origin())}", within)


def network(address: str) -> str:
    """What is counted as one: an address of IPv4, or the half of one of IPv6 that a subscriber is given whole."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == _FOUR:
        return address
    return str(getattr(known, "ipv4_mapped", None) or ip_network((known, 64), strict=False).network_address)


def seconds_to_wait(of: str, *, whose: int, most: int) -> int:
    """Counts one more of what costs something, for one person; how long until they may again, 0 where they may now.

    whose: the person's number. most: how many in a minute.
    """
    return 0 if _times(f"{of}|person {whose}", MINUTE) <= most else MINUTE - int(time.time()) % MINUTE


def _times(what: str, within: int) -> int:
    key = salted_hmac(_SALT, f"{what}|{int(time.time()) // within}", algorithm="sha256").hexdigest()
    cache.add(key, 0, timeout=2 * within)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between the two lines, by a cache that was full
        return 1


def too_often(request: PageRequest, told: str, *, within: int) -> HttpResponse:
    """That it was many times, and when to try again. told: the template that says so."""
    response = render(request, told, status=429)
    response.headers["Retry-After"] = str(within - int(time.time()) % within)
    return response

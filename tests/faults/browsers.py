"""A browser of the simplest kind, which keeps its cookies from one site to the next."""

import http.cookiejar
import re
import urllib.parse
import urllib.request

from tests.faults.installations import Installation


def signed_in(installation: Installation, email: str, password: str) -> urllib.request.OpenerDirector:
    """A browser in which somebody has signed in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"http://127.0.0.1:{installation.port}/account/login/"
    page = browser.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page
    sent = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    browser.open(urllib.request.Request(address, urllib.parse.urlencode(sent).encode(), {"Referer": address}))
    return browser

"""What every answer of the site says to the browser, whatever it is an answer to."""

from __future__ import annotations

import re
from typing import Any

_SAID = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_REFERRER = {"same-origin", "no-referrer"}
_TELLS_WHO_ANSWERS = ("Server", "X-Powered-By", "Via")
_DISPOSITION = re.compile(
    r"""(attachment|inline)(; filename="[^"/\\\x00-\x1f]+"|; filename\*=utf-8''[\w.~%!$&+^`|-]+)?"""
)
_RUN_BY_BROWSERS = ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml")


def whats_missing(answer: Any, *, signed_in: bool) -> list[str]:
    """Sentences of what the answer ought to say and does not; signed_in: it was given to somebody who is."""
    said = answer.headers
    found = [f"{name} is not {value}" for name, value in _SAID.items() if said.get(name) != value]
    policy = said.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "*" in policy:
        found.append(f"the policy is “{policy}”")
    if "frame-ancestors 'none'" not in policy and "sandbox" not in policy:
        found.append("others may frame it")
    if said.get("Referrer-Policy") not in _REFERRER:
        found.append("addresses are told to other sites")
    if "camera=()" not in said.get("Permissions-Policy", ""):
        found.append("the page may ask for the camera")
    found += [f"{name} tells who answers" for name in _TELLS_WHO_ANSWERS if name in said]
    if signed_in and "no-store" not in said.get("Cache-Control", ""):
        found.append("what is for one person may be kept on the way")
    return found + _of_cookies(answer) + _of_files(answer)


def _of_cookies(answer: Any) -> list[str]:
    return [
        f"the cookie {name} is open to scripts or to other sites"
        for name, cookie in answer.cookies.items()
        if cookie.value and not (cookie["httponly"] and cookie["samesite"] in {"Lax", "Strict"})
    ]


def _of_files(answer: Any) -> list[str]:
    disposition = answer.headers.get("Content-Disposition", "")
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    found = []
    if disposition and not _DISPOSITION.fullmatch(disposition):
        found.append(f"the file is called {disposition!r}")
    if disposition.startswith("inline") and kind in _RUN_BY_BROWSERS:
        found.append(f"a file of the kind {kind} is opened as a page of ours")
    return found

"""What holds for every page that any test opens: the client of all tests looks at each one as it comes."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from django.test import Client

VOID_OF_LABEL = {"hidden", "submit", "button", "image", "reset"}
"""Kinds of input that need no label."""

HTMX = {
    f"hx-{word}"
    for word in [
        "boost",
        "confirm",
        "delete",
        "disable",
        "disabled-elt",
        "disinherit",
        "encoding",
        "ext",
        "get",
        "headers",
        "history",
        "history-elt",
        "include",
        "indicator",
        "inherit",
        "params",
        "patch",
        "post",
        "preserve",
        "prompt",
        "push-url",
        "put",
        "replace-url",
        "request",
        "select",
        "select-oob",
        "swap",
        "swap-oob",
        "sync",
        "target",
        "trigger",
        "validate",
        "vals",
    ]
}
"""The attributes of htmx 2, from its reference; a misspelt one does nothing and says nothing."""


class _Reader(HTMLParser):
    """The parts of a page that the rules are about."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.title = ""
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.describes: list[str] = []
        self._within: list[str] = []
        self._label_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "h1":
            self.headings.append("")
        if tag == "label":
            self._label_depth += 1
            self.labelled.add(str(given.get("for")))
        if tag in {"input", "select", "textarea"} and given.get("type") not in VOID_OF_LABEL and not self._label_depth:
            self.fields.append((tag, given))
        self._look_for_what_the_policy_refuses(tag, given)
        if tag == "img" and "alt" not in given:
            self.faults.append(f"a picture without alt: {given.get('src')}")
        if tag == "a" and not given.get("href"):
            self.faults.append("a link that leads nowhere")
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            self.describes.extend(str(given.get(name) or "").split())
        self._within.append(tag)

    def _look_for_what_the_policy_refuses(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "script" and not given.get("src") and given.get("type") != "application/json":
            self.faults.append("a script written in the page")
        if "style" in given or tag == "style":
            self.faults.append(f"a style written in the page, at <{tag}>")
        self.faults.extend(f"{name} on <{tag}>" for name in given if name.startswith("on"))
        address = str(given.get("src") or (given.get("href") if tag == "link" else "") or "")
        if address.startswith(("http:", "https:", "//")):
            self.faults.append(f"something from elsewhere: {address}")
        if any(name.startswith("hx-") for name in given):
            self._look_at_htmx(tag, given)

    def _look_at_htmx(self, tag: str, given: dict[str, str | None]) -> None:
        """Every element that htmx makes quicker works without it; one that only watches must say so."""
        self.faults.extend(f"htmx has no word {name}" for name in given if name.startswith("hx-") and name not in HTMX)
        asks = [name for name in ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete") if name in given]
        works = tag in {"form", "body"} or given.get("href") or given.get("formaction") or given.get("form")
        watches = "every" in str(given.get("hx-trigger") or "") or "load" in str(given.get("hx-trigger") or "")
        within_form = "form" in self._within
        if asks and not (works or watches or within_form):
            self.faults.append(f"<{tag} {asks[0]}> does nothing without JavaScript")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and those in it that have no end."""
        if tag == "label":
            self._label_depth -= 1
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Words of the title and the headings."""
        if "title" in self._within and "svg" not in self._within:
            self.title += data
        if "h1" in self._within:
            self.headings[-1] += data


def faults_of(html: str, language: str) -> list[str]:
    """Everything that is wrong with a page in the language."""
    page = _Reader()
    page.feed(html)
    faults = list(page.faults)
    headings = [" ".join(one.split()) for one in page.headings]
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1")
    elif not " ".join(page.title.split()).startswith(headings[0]) or not headings[0]:
        faults.append(f"the title “{page.title.strip()}” does not begin with the h1 “{headings[0]}”")
    if page.language != language:
        faults.append(f"lang is “{page.language}”, the answer is in {language}")
    faults += [f"the id “{one}” stands {count} times" for one, count in Counter(page.ids).items() if count > 1]
    for tag, given in page.fields:
        named = given.get("aria-label") or given.get("aria-labelledby") or given.get("title")
        if given.get("id") not in page.labelled and not named:
            faults.append(f"<{tag} name={given.get('name')}> has no label")
    known = set(page.ids)
    faults += [f"points to “{one}”, which is not there" for one in page.describes if one not in known]
    if "[object" in html or re.search(r"\{[%{]|[%}]\}", re.sub(r"(?s)<script.*?</script>", "", html)):
        faults.append("a template's own signs are left in the page")
    return faults


class CheckedClient(Client):
    """The client of the tests; a page that breaks a rule fails the test that opened it."""

    def request(self, **request: Any) -> Any:
        """Ask, and look at what comes."""
        response = super().request(**request)
        content_type = str(response.headers.get("Content-Type", ""))
        whole = "text/html" in content_type and not response.streaming and b"<html" in response.content[:500]
        if whole and "Content-Disposition" not in response.headers:
            language = str(response.headers.get("Content-Language", "da"))[:2]
            found = faults_of(response.content.decode(), language)
            assert not found, f"{request.get('PATH_INFO')}: " + "; ".join(found)
        return response

"""The rules for pages can fail, and no test opens a page past them."""

import re

import pytest
from tests.architecture.sources import sources
from tests.pages import faults_of

GOOD = """<!doctype html><html lang="da"><head><title>Medarbejdere – Samklang</title></head><body><h1>Medarbejdere</h1>
<form action="/" hx-get="/"><label for="q">Søg</label><input id="q" name="q"></form></body></html>"""


def test_a_good_page_has_no_faults():
    assert faults_of(GOOD, "da") == []


@pytest.mark.parametrize(
    ("replaced", "by", "fault"),
    [
        ('lang="da"', 'lang="en"', "lang is"),
        ("<h1>Medarbejdere</h1>", "", "0 h1"),
        ("<h1>Medarbejdere</h1>", "<h1>Andet</h1>", "does not begin with"),
        ("<body>", "<body><h1>To</h1>", "2 h1"),
        ('for="q"', 'for="p"', "has no label"),
        ('id="q"', 'id="q" onclick="x()"', "onclick"),
        ("<body>", '<body><p id="q"></p>', "stands 2 times"),
        ("<body>", "<body><script>1</script>", "a script written"),
        ("<body>", '<body><p style="x"></p>', "a style written"),
        ("<body>", '<body><img src="https://example.org/x.png" alt="">', "from elsewhere"),
        ("<body>", '<body><img src="x.png">', "without alt"),
        ("<body>", '<body><button hx-post="/x">Gør</button>', "without JavaScript"),
        ('hx-get="/"', 'hx-gte="/"', "htmx has no word hx-gte"),
        ("<body>", '<body><p aria-describedby="nobody"></p>', "not there"),
        ("<body>", "<body>{% oops %}", "own signs"),
        ("<body>", "<body><a>her</a>", "leads nowhere"),
    ],
)
def test_each_fault_is_found(replaced, by, fault):
    assert any(fault in one for one in faults_of(GOOD.replace(replaced, by), "da"))


_SWEEPS = "tests/security/"
"""These ask every address as everybody, thousands of times, and look only at who gets what: the tests of each page look
at the page."""


def test_no_test_opens_pages_with_an_unchecked_client():
    past = [
        source.place
        for source in sources("tests")
        if re.search(r"^from django\.test import .*\bClient\b", source.text, re.MULTILINE)
        and source.place != "tests/pages.py"
        and not source.place.startswith(_SWEEPS)
    ]
    assert past == []

"""Every figure on every page comes from the catalogue, and everything in the catalogue stands on a page."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from django.urls import get_resolver
from tests.architecture.sources import SRC, Source, sources

from samklang.access.enums import Role
from samklang.core.metric import Metric, Rung
from samklang.core.words import LANGUAGES, render
from samklang.evidence import enums
from samklang.evidence.queries.catalogue import AREAS, catalogue

NOT_ON_A_PAGE_YET = {
    **dict.fromkeys(
        ("seated", "plan-cost", "conversations-to-move", "to-spare-at-tightest", "half-days-tight",
         "half-days-short-if-ill"), "Plans show them in a document that is also a file, which has no links."
    ),
}  # fmt: skip
"""Figures that no page links to what they mean, and why."""
NO_FIGURE_OF_A_METRIC: dict[str, str] = {}
"""Modules that draw something that is no figure, and why; by place."""
_LINKED = re.compile(r"""{%\s*about_figure\s+"([^"]*)\"""")
_CHARTS = "samklang.web.charts"


def _keys() -> set[str]:
    return {one.key for one in catalogue()}


def _figures(source: Source) -> Iterator[ast.Call]:
    """Where the module makes a picture with its table."""
    imported = any(
        isinstance(node, ast.ImportFrom) and node.module == _CHARTS and any(one.name == "Figure" for one in node.names)
        for node in ast.walk(source.tree)
    )
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called == "charts.Figure" or (imported and called == "Figure"):
            yield node


def _named(source: Source, call: ast.Call) -> str | None:
    """The key that the figure names; "*" where it is that of a metric found by the query; None where there is none."""
    given = next((one.value for one in call.keywords if one.arg == "metric"), None)
    if given is None:
        return None
    if isinstance(given, ast.Constant):
        return str(given.value)
    if ast.unparse(given).endswith("metric.key"):
        return "*"
    module = import_module(source.place.removeprefix("src/").removesuffix(".py").replace("/", "."))
    found = module
    for name in ast.unparse(given).split("."):
        found = getattr(found, name, None)
    return found if isinstance(found, str) else None


def _drawn() -> Iterator[tuple[str, str | None]]:
    for source in sources("src"):
        if source.place not in NO_FIGURE_OF_A_METRIC:
            for call in _figures(source):
                yield f"{source.place}:{call.lineno}", _named(source, call)


def test_every_picture_names_a_figure_of_the_catalogue():
    drawn = list(_drawn())
    assert [(where, key) for where, key in drawn if key != "*" and key not in _keys()] == []
    assert len(drawn) > 8


def test_every_link_to_what_a_figure_means_names_one_of_the_catalogue():
    assert {key for keys in _linked().values() for key in keys} - _keys() == set()


def _linked() -> dict[str, list[str]]:
    return {
        path.as_posix(): _LINKED.findall(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("templates/**/*.html"))
    }


def test_every_figure_of_the_catalogue_stands_on_a_page():
    """By its picture, by a link beside it, or by the constant that the room's pages and queries take it by."""
    shown = {key for keys in _linked().values() for key in keys} | {key for _, key in _drawn() if key}
    shown |= {key for source in sources("src") for key in _taken(source)}
    missing = _keys() - shown
    assert missing == set(NOT_ON_A_PAGE_YET), "A figure that is shown leaves the list; another gets a link or a reason."


def _taken(source: Source) -> Iterator[str]:
    """The keys that a page or query of the room takes from its own list of figures."""
    if ("/views/" not in source.place and "/queries/" not in source.place) or source.place.endswith("catalogue.py"):
        return
    room = import_module(".".join(source.place.split("/")[1:3]))
    names = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "metrics")
        or (isinstance(node, ast.Name) and _imports_metrics(source))
    }
    if not names or not (SRC / room.__name__.rpartition(".")[2] / "metrics.py").exists():
        return
    listed = import_module(f"{room.__name__}.metrics")
    yield from (found for name in names if isinstance(found := getattr(listed, name, None), str))


def _imports_metrics(source: Source) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".metrics") for node in ast.walk(source.tree)
    )


def test_no_two_figures_share_a_key_or_a_label():
    assert [key for key, many in Counter(one.key for one in catalogue()).items() if many > 1] == []
    for language in LANGUAGES:
        labels = Counter(render(one.label, language).casefold() for one in catalogue())
        assert [label for label, many in labels.items() if many > 1] == []


def test_every_figure_is_of_an_area_has_an_owner_and_stands_on_a_rung_there_is():
    wrong = [
        one.key
        for one in catalogue()
        if one.area not in AREAS or one.owner not in Role.values or not re.fullmatch(r"[a-z][a-z-]{2,59}", one.key)
    ]
    assert wrong == []
    assert [one.value for one in Rung] == enums.Rung.values
    assert [one for one in AREAS if one not in {metric.area for metric in catalogue()}] == []


def test_every_figure_says_where_it_is_shown_and_those_pages_are_there():
    assert [one.key for one in catalogue() if not one.seen] == []
    known = {f"{namespace}:{name}" for namespace, (_, resolver) in get_resolver().namespace_dict.items()
             for name in resolver.reverse_dict if isinstance(name, str)}  # fmt: skip
    assert sorted(_routes() - known) == []


def _routes() -> set[str]:
    return {place.route for one in catalogue() for place in one.seen}


def test_no_room_makes_a_class_of_its_own_for_figures():
    own = [
        source.place
        for source in sources("src")
        if source.place.endswith("/metrics.py") and not source.place.startswith("src/samklang/config/")
        for node in source.tree.body
        if isinstance(node, ast.ClassDef)
    ]
    assert own == []
    assert all(isinstance(one, Metric) for one in catalogue())

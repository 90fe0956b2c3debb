"""Every deed that is recorded anywhere has words in which people read it, and no words are left over."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import sources

from samklang.ledger.deeds import DEEDS


def _makers() -> dict[tuple[str, str], int]:
    """The callables that take a deed, with the place of that argument; a private one counts only in its own file."""
    makers = {("", "Deed"): 0}
    for source in sources("src"):
        for function in source.functions():
            names = [one.arg for one in function.args.args if one.arg not in {"self", "cls"}]
            if "deed" in names:
                makers[source.place if function.name.startswith("_") else "", function.name] = names.index("deed")
    return makers


def _deeds() -> Iterator[tuple[str, str]]:
    makers = _makers()
    for source in sources("src"):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = makers.get((source.place, name), makers.get(("", name)))
            if place is None:
                continue
            given = [one.value for one in node.keywords if one.arg == "deed"] or node.args[place : place + 1]
            for part in _texts(given[0]) if given else ():
                yield part, f"{source.place}:{node.lineno}"


def _texts(node: ast.expr) -> Iterator[str]:
    """The deed, or both where one of two is recorded; what the condition compares with is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def test_every_deed_has_words():
    assert {deed: where for deed, where in _deeds() if deed not in DEEDS} == {}


def test_the_search_finds_deeds():
    assert len({deed for deed, _ in _deeds()}) > 60


def test_a_deed_is_said_in_one_way():
    assert len({sentence.message for sentence in DEEDS.values()}) == len(DEEDS)

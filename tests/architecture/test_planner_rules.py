"""Each rule that a plan can break has a code, and each code has a test with a plan that breaks it."""

import ast
from collections.abc import Iterator

import pytest
from tests.architecture.sources import sources

CHECKERS = {"src/samklang/core/planner/check": "Violation", "src/samklang/core/planner/pairing": "Fault"}
"""Where rules are checked, and what a broken one is called there."""
TESTS = "tests/core/planner"


def _makers(checker: str) -> dict[str, int]:
    """The callables that take a rule's code, each with the place of that argument."""
    makers = {CHECKERS[checker]: 0}
    for source in sources(checker):
        for function in source.functions():
            names = [one.arg for one in function.args.args if one.arg not in {"self", "cls"}]
            if "rule" in names:
                makers[function.name] = names.index("rule")
    return makers


def _codes(checker: str) -> set[str]:
    makers, codes = _makers(checker), set()
    for source in sources(checker):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                codes |= {one.value for one in _rule_argument(node, makers.get(name)) if isinstance(one.value, str)}
    return codes


def _rule_argument(call: ast.Call, place: int | None) -> Iterator[ast.Constant]:
    if place is None:
        return
    given = call.args[place : place + 1] + [one.value for one in call.keywords if one.arg == "rule"]
    for argument in given:
        yield from (node for node in ast.walk(argument) if isinstance(node, ast.Constant))


def _tested() -> set[str]:
    return {
        node.value
        for source in sources(TESTS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize(("checker", "more_than"), list(zip(CHECKERS, (20, 10), strict=True)))
def test_every_rule_of_a_checker_has_its_own_test(checker, more_than):
    codes = _codes(checker)
    assert len(codes) > more_than
    assert sorted(codes - _tested()) == []

"""Each rule that a plan can break has a code, and each code has a test with a plan that breaks it."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import sources

CHECKER = "src/samklang/core/planner/check"
TESTS = "tests/core/planner"


def _makers() -> dict[str, int]:
    """The callables that take a rule's code, each with the place of that argument."""
    makers = {"Violation": 0}
    for source in sources(CHECKER):
        for function in source.functions():
            names = [one.arg for one in function.args.args if one.arg not in {"self", "cls"}]
            if "rule" in names:
                makers[function.name] = names.index("rule")
    return makers


def _codes() -> set[str]:
    makers, codes = _makers(), set()
    for source in sources(CHECKER):
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


def test_every_rule_of_the_checker_has_its_own_test():
    assert len(_codes()) > 20
    assert sorted(_codes() - _tested()) == []

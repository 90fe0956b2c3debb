"""The checker stands alone, and each of its rules has a test."""

import ast
import sys
from pathlib import Path

from tests.architecture.sources import sources

from samklang.core.planner import check

CHECKER = "src/samklang/core/planner/check"
ALLOWED = ("samklang.core.words", "samklang.core.planner.check")
SAY_A_RULE = {"Violation", "breaks", "_payment"}


def imported() -> set[str]:
    """Every module that the checker imports from."""
    found = set()
    for source in sources(CHECKER):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0
                found.add(str(node.module))
    return found


def rules() -> set[str]:
    """The code of every rule the checker can find broken."""
    found = set()
    for source in sources(CHECKER):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in SAY_A_RULE:
                    found.add(str(node.args[0].value))
    return found


def test_the_checker_imports_the_standard_library_and_the_words_of_the_house_only():
    found = imported()
    assert "samklang.core.words" in found
    assert {name for name in found if name.split(".")[0] not in sys.stdlib_module_names and name not in ALLOWED} <= {
        f"samklang.core.planner.check.{path.stem}" for path in Path(check.__file__).parent.glob("*.py")
    }


def test_every_rule_of_the_checker_is_broken_alone_in_a_test():
    expected = set()
    for source in sources("tests/core/planner"):
        if "/test_check_" in source.place and "alone" not in source.place:
            for node in ast.walk(source.tree):
                if isinstance(node, ast.Set | ast.List | ast.Tuple):
                    expected |= {str(one.value) for one in node.elts[:1] if isinstance(one, ast.Constant)}
    assert rules() - expected == set()
    assert len(rules()) > 40

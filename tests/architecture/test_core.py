"""The cores can be used from a notebook and give the same answer tomorrow: the day and the chance are handed in."""

import ast
from collections.abc import Iterator

import pytest
from tests.architecture.sources import Source, sources

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "time.strftime",
}
CHANCE = ("random.", "numpy.random.", "secrets.", "uuid.uuid1", "uuid.uuid4", "os.urandom")
SEEDED = {
    "random.Random",
    "numpy.random.Generator",
    "numpy.random.default_rng",
    "numpy.random.PCG64",
    "numpy.random.Philox",
    "numpy.random.SeedSequence",
}


def _names(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: {"np": "numpy", "today": "datetime.date.today"}."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update({(one.asname or one.name.split(".")[0]): one.asname and one.name for one in node.names})
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({(one.asname or one.name): f"{node.module}.{one.name}" for one in node.names})
    return {name: meaning or name for name, meaning in names.items()}


def _full_name(node: ast.expr, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        base = _full_name(node.value, names)
        return base and f"{base}.{node.attr}"
    return None


def not_handed_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every use of the clock, of the program's own chance, and of a generator without a seed, with its line."""
    names = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            used = _full_name(node, names)
            if used in CLOCKS or (used and used.startswith(CHANCE) and used not in SEEDED):
                yield node.lineno, used
        if isinstance(node, ast.Call) and _full_name(node.func, names) in SEEDED and not (node.args or node.keywords):
            yield node.lineno, "no seed"


def test_no_core_reads_the_clock_or_draws_its_own_chance():
    found = [f"{source.place}:{line} {used}" for source in sources("src/samklang/core") for line, used in _used(source)]
    assert found == []


def _used(source: Source) -> list[tuple[int, str]]:
    return sorted(set(not_handed_in(source.tree)))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime as d\nd.date.today()",
        "from time import time\ntime()",
        "import random\nrandom.choice([1])",
        "from random import shuffle\nshuffle([1])",
        "from random import Random\nRandom()",
        "import numpy as np\nnp.random.rand(3)",
        "import numpy as np\nnp.random.default_rng()",
    ],
)
def test_the_clock_and_unseeded_chance_are_recognised(code):
    assert list(not_handed_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date\ndate(2026, 1, 1)",
        "from random import Random\nRandom(7)",
        "import random\ndef draw(chance: random.Random): return chance.choice([1])",
        "import numpy as np\nnp.random.default_rng(7)",
        "import time\ntime.monotonic()",
    ],
)
def test_days_and_seeds_handed_in_are_fine(code):
    assert list(not_handed_in(ast.parse(code))) == []


def test_every_public_function_in_core_says_what_it_does():
    silent = [
        f"{source.place}:{function.lineno} {function.name}"
        for source in sources("src/samklang/core")
        for function in _public_functions(source.tree)
        if not ast.get_docstring(function)
    ]
    assert silent == []


def _public_functions(holder: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for node in holder.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public_functions(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_every_module_of_the_product_says_what_it_holds():
    silent = [source.place for source in sources("src") if source.tree.body and not ast.get_docstring(source.tree)]
    assert silent == []

"""A colleague can read any part in one sitting: functions, modules and templates stay short."""

from collections.abc import Iterator

from tests.architecture.sources import SRC, files, place, sources

MOST_IN_A_FUNCTION = 40
MOST_IN_A_MODULE = 400
"""Migrations are lists written from the models, one model after another, and may be longer."""
MOST_IN_A_TEMPLATE = 120

TOO_LONG_STILL: set[str] = set()
"""Those that were too long when the rule came: "path" or "path: function". The list may only become shorter."""


def _long_functions() -> Iterator[tuple[str, int]]:
    for source in sources():
        for function in source.functions():
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > MOST_IN_A_FUNCTION:
                yield f"{source.place}: {function.name}", length


def _long_modules() -> Iterator[tuple[str, int]]:
    for source in sources():
        if len(source.lines) > MOST_IN_A_MODULE and "/migrations/" not in source.place:
            yield source.place, len(source.lines)


def _long_templates() -> Iterator[tuple[str, int]]:
    for path in files():
        if SRC in path.parents and "templates" in path.parts and path.suffix == ".html":
            length = len(path.read_text(encoding="utf-8").splitlines())
            if length > MOST_IN_A_TEMPLATE:
                yield place(path), length


def _unexpected(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    return {name: length for name, length in found if name not in TOO_LONG_STILL}


def test_a_function_stays_within_forty_lines():
    assert _unexpected(_long_functions()) == {}


def test_a_module_stays_within_four_hundred_lines():
    assert _unexpected(_long_modules()) == {}


def test_a_template_stays_within_one_hundred_and_twenty_lines():
    assert _unexpected(_long_templates()) == {}


def test_what_has_become_short_is_taken_off_the_list():
    long = {name for found in (_long_functions(), _long_modules(), _long_templates()) for name, _ in found}
    assert long >= TOO_LONG_STILL

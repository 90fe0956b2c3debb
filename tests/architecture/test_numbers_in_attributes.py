"""A number in an attribute is written plainly: from a thousand on it would be 1.024, which nothing finds again."""

import re

from tests.architecture.sources import SRC

ATTRIBUTE = re.compile(r'[\w:-]+="([^"]*\{\{[^"]*)"')
GIVEN = re.compile(r"\{\{ ([\w.]+)((?:\|[^}]*)?) \}\}")
PLAIN = re.compile(r"(^|\.)(pk|[a-z_]*_id|number|position|start_index|[a-z_]*minutes|seconds|width|height|x|y)$")
OF_HTML = {"auto_id", "field_id", "list_id"}
"""Names of elements, which are letters."""


def test_a_number_in_an_attribute_is_written_without_dots_between_its_thousands():
    found = []
    for path in sorted(SRC.rglob("templates/**/*.html")):
        for attribute in ATTRIBUTE.findall(path.read_text(encoding="utf-8")):
            for name, filters in GIVEN.findall(attribute):
                is_number = PLAIN.search(name) and name.rpartition(".")[2] not in OF_HTML
                if is_number and not re.search("stringformat|default_if_none", filters):
                    found.append(f"{path.relative_to(SRC)}: {{{{ {name} }}}}")
    assert found == [], "write {{ … |stringformat:'d' }}"

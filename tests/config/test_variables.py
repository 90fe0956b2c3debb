"""Every setting that is read is explained, and every setting that is explained is read."""

import ast
import re

from tests.architecture.sources import ROOT, sources

from samklang.config.variables import GROUPS

READERS = {
    "text",
    "yes",
    "number",
    "one_of",
    "items",
    "networks",
    "day",
    "web_address",
    "mailbox",
    "_needed",
    "_content",
}
ELSEWHERE = {"SAMKLANG_SETTINGS_FILE", "SAMKLANG_LANG", "SAMKLANG_ENGINE", "DATABASE_URL", "SAMKLANG_ADDRESS"}
"""Read in other ways: before the settings, by the command line, without our prefix, with its own check."""
EXPLAINED = {setting.name for group in GROUPS for setting in group.settings}


def _read() -> set[str]:
    found = set()
    for source in sources("src"):
        if not source.place.startswith(("src/samklang/config/", "src/samklang/cli/")):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in READERS and re.fullmatch(r"[A-Z][A-Z_]+", str(node.args[0].value)):
                    found.add(f"SAMKLANG_{node.args[0].value}")
    return found


def _of_the_workplace(name: str) -> bool:
    return name.startswith(("SAMKLANG_OIDC_", "SAMKLANG_SAML_"))


def test_every_setting_that_is_read_is_explained():
    assert {name for name in _read() if not _of_the_workplace(name)} | ELSEWHERE == EXPLAINED


def test_the_settings_of_the_workplaces_sign_in_are_explained_where_it_is_set_up():
    pages = "".join(
        (ROOT / "docs" / "how" / name).read_text(encoding="utf-8") for name in ("sign-in.md", "context-handler.md")
    )
    assert [name for name in sorted(_read()) if _of_the_workplace(name) and f"`{name}`" not in pages] == []

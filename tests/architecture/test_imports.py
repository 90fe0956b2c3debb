"""Imports stand at the top, and their directions are held for every room."""

import ast
import tomllib

from tests.architecture.sources import ROOT, sources


def test_an_import_inside_a_function_says_why_on_its_line():
    silent = [
        f"{source.place}:{node.lineno}"
        for source in sources("src", "bench")
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not _says_why(source.lines[node.lineno - 1])
    ]
    assert sorted(set(silent)) == []


def _says_why(line: str) -> bool:
    _, mark, comment = line.partition("#")
    reason = comment.split(" - ", 1)[-1] if comment.strip().startswith("noqa") else comment
    return bool(mark) and len(reason.split()) >= 3


def test_every_layers_contract_is_exhaustive():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [contract for contract in settings["contracts"] if contract["type"] == "layers"]
    assert [contract["id"] for contract in layers] == ["rooms", "areas", "cores", "planner", "pairing"]
    assert [contract["id"] for contract in layers if not contract.get("exhaustive")] == ["areas"]
    assert not any("ignore_imports" in contract for contract in settings["contracts"])

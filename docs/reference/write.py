"""Writes what can be looked up: the workbook sheet by sheet, the schemas of the documents, the commands.

`make reference` runs it; a test holds the stored files against what it would write.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from samklang.cli.exits import MEANINGS
from samklang.cli.tree import tree
from samklang.core import workbook
from samklang.core.planner import plan, problem
from samklang.core.words import render

HERE = Path(__file__).parent
HEADINGS = {
    "da": ("Kommandoer", "Kommando for kommando, som `--help` viser dem.", "Udgangskoder", "Kode", "Betydning"),
    "en": ("Commands", "Command by command, as `--help` shows them.", "Exit codes", "Code", "Meaning"),
}


def _as_json(document: dict[str, object]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _commands(language: str) -> str:
    title, lead, exits, code, meaning = HEADINGS[language]
    lines = [
        f"# {title}",
        "",
        lead,
        "",
        *_help_pages(language),
        f"## {exits}",
        "",
        f"| {code} | {meaning} |",
        "|---|---|",
    ]
    lines += [f"| {int(number)} | {render(sentence, language)} |" for number, sentence in MEANINGS.items()]
    return "\n".join(lines) + "\n"


def _help_pages(language: str) -> Iterator[str]:
    root = tree(language)
    with click.Context(root, info_name="samklang", terminal_width=100) as context:
        for name in root.list_commands(context):
            command = root.get_command(context, name)
            if command is not None:
                inner = click.Context(command, info_name=name, parent=context, terminal_width=100)
                yield from (f"## samklang {name}", "", "```text", command.get_help(inner).rstrip(), "```", "")


PAGES: dict[str, Callable[[], str]] = {
    "problem.schema.json": lambda: _as_json(problem.schema()),
    "plan.schema.json": lambda: _as_json(plan.schema()),
    "workbook.da.md": lambda: workbook.reference("da").rstrip() + "\n",
    "workbook.en.md": lambda: workbook.reference("en").rstrip() + "\n",
    "commands.da.md": lambda: _commands("da"),
    "commands.en.md": lambda: _commands("en"),
}
"""Every file of the reference, and how its text is made."""

if __name__ == "__main__":
    for name, text in PAGES.items():
        (HERE / name).write_text(text(), encoding="utf-8")
    sys.stdout.write(f"Written: {', '.join(PAGES)}\n")

"""Writes what can be looked up: workbook, schemas of documents, commands, settings, roles, API.

`make reference` runs it; a test holds the stored files against what it would write.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import django

from samklang.access.enums import ELEVATED, RIGHTS, Right, Role
from samklang.access.words import RIGHTS_IN_WORDS, ROLES_IN_WORDS, said
from samklang.cli.exits import MEANINGS
from samklang.cli.tree import tree
from samklang.config.variables import GROUPS
from samklang.core import workbook
from samklang.core.planner import plan, problem
from samklang.core.words import render

HERE = Path(__file__).parent
HEADINGS = {
    "da": ("Kommandoer", "Kommando for kommando, som `--help` viser dem.", "Udgangskoder", "Kode", "Betydning"),
    "en": ("Commands", "Command by command, as `--help` shows them.", "Exit codes", "Code", "Meaning"),
}

SETTINGS = {
    "da": (
        "Indstillinger",
        "Variabler i miljøet, eller linjer i den fil, som `SAMKLANG_SETTINGS_FILE` nævner. "
        "`samklang doctor` siger, hvad der er galt.",
        ("Indstilling", "Uden den", "Hvad den gør"),
        "Kommunens eget login (`SAMKLANG_OIDC_…`, `SAMKLANG_SAML_…`) står i [Log ind](../how/log-ind.md) og "
        "[Context Handler](../how/context-handler.md).",
    ),
    "en": (
        "Settings",
        "Variables of the environment, or lines of the file that `SAMKLANG_SETTINGS_FILE` names. "
        "`samklang doctor` says what is amiss.",
        ("Setting", "Without it", "What it does"),
        "The municipality's own sign-in (`SAMKLANG_OIDC_…`, `SAMKLANG_SAML_…`) stands in "
        "[Signing in](../how/sign-in.md) and [Context Handler](../how/context-handler.md).",
    ),
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


def _settings(language: str) -> str:
    title, lead, heads, last = SETTINGS[language]
    lines = [f"# {title}", "", lead, ""]
    for group in GROUPS:
        lines += [f"## {render(group.heading, language)}", "", f"| {' | '.join(heads)} |", "|---|---|---|"]
        lines += [
            f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {render(one.does, language)} |"
            for one in group.settings
        ]
        lines.append("")
    return "\n".join([*lines, last]) + "\n"


ROLES = {
    "da": (
        "Roller",
        "Hvad en rolle må i Samklang, skrevet ud fra koden. En rolle gælder et sted og alt, der hører under, fra\n"
        "en dag og til en dag eller indtil videre. Alle kan desuden se deres egen side, hvad vi har om dem, og\n"
        "hvem der har læst det.",
        "Åbnede oplysninger",
        "En administrator ser ingen medarbejdere. I op til 8 timer, med en begrundelse, som chefen og MED-udvalget\n"
        "læser, må en administrator desuden:",
        "Må ikke mere end alle andre.",
    ),
    "en": (
        "Roles",
        "What a role may do in Samklang, written from the code. A role holds at a place and everything below it,\n"
        "from a day and to a day or until further notice. Everybody can besides see their own page, what is held\n"
        "on them, and who has read it.",
        "Opened records",
        "An administrator sees no staff. For up to 8 hours, with a reason that the head and the works council\n"
        "read, an administrator may besides:",
        "May do no more than everybody.",
    ),
}


def _roles(language: str) -> str:
    title, lead, opened, about_opened, nothing = ROLES[language]
    lines = [f"# {title}", "", lead]
    for role in Role:
        lines += ["", f"## {render(said(role), language)}", "", render(ROLES_IN_WORDS[role], language), ""]
        lines += _listed(RIGHTS[role], language) or [nothing]
    return "\n".join([*lines, "", f"## {opened}", "", about_opened, "", *_listed(ELEVATED, language)]) + "\n"


def _listed(rights: frozenset[Right], language: str) -> list[str]:
    return [f"- {render(RIGHTS_IN_WORDS[right], language)}" for right in Right if right in rights]


def _api() -> str:
    from samklang.api.rest.operations import api  # noqa: PLC0415 - the site's settings must be known before

    return _as_json(api.get_openapi_schema(path_prefix="/api/v1/"))


PAGES: dict[str, Callable[[], str]] = {
    "problem.schema.json": lambda: _as_json(problem.schema()),
    "plan.schema.json": lambda: _as_json(plan.schema()),
    "workbook.da.md": lambda: workbook.reference("da").rstrip() + "\n",
    "workbook.en.md": lambda: workbook.reference("en").rstrip() + "\n",
    "commands.da.md": lambda: _commands("da"),
    "commands.en.md": lambda: _commands("en"),
    "settings.da.md": lambda: _settings("da"),
    "settings.en.md": lambda: _settings("en"),
    "roles.da.md": lambda: _roles("da"),
    "roles.en.md": lambda: _roles("en"),
    "openapi.json": _api,
}
"""Every file of the reference, and how its text is made."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samklang.config.settings")
    os.environ.setdefault("SAMKLANG_SECRET_KEY", "only to describe the site")
    django.setup()
    for name, text in PAGES.items():
        (HERE / name).write_text(text(), encoding="utf-8")
    sys.stdout.write(f"Written: {', '.join(PAGES)}\n")

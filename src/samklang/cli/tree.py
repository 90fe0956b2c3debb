"""The tree of commands in one language."""

import importlib
from collections.abc import Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from samklang import __version__
from samklang.cli.clicks_words import in_language
from samklang.cli.command import option, screen_of, shared_options
from samklang.cli.guard import guarded
from samklang.cli.screen import Screen
from samklang.core.words import Sentence, render, say

COMMANDS: dict[str, Sentence] = {
    "template": say("Write an empty spreadsheet to fill in."),
    "plan": say("Make the best plan and write its files."),
    "check": say("Check a plan against the workbook, rule by rule."),
    "explain": say("Say why no plan is possible, or why the plan is as it is."),
    "replan": say("Change a plan as little as possible after absences and cancellations."),
    "compare": say("Solve several variants and put them side by side."),
    "forecast": say("See who is trained and still here in the months to come."),
    "agree": say("See how far people who rate the same cases agree."),
    "effect": say("See what followed training, and how sure that is."),
    "spread": say("See how much it means whom one meets, with luck taken out."),
    "power": say("See beforehand how small an effect a study would see."),
    "cells": say("Share sums in place of people, and put several municipalities together."),
    "migrate": say("Make the database, or bring it to this version."),
    "setup": say("Begin: the municipality, its jobcentres, the first administrator."),
    "demo": say("Look around in two constructed jobcentres."),
    "serve": say("Start the site."),
    "worker": say("Do the work in the background and at night."),
    "nightly": say("Remove what has had its time, now instead of tonight."),
    "companies": say("Load companies from a file."),
    "mail": say("Read the reports of mail that did not arrive."),
    "ai": say("Ask the language model, and let it pass calibration."),
    "ledger": say("Say whether the record of who did what is whole."),
    "backup": say("Write the whole installation in one file."),
    "restore": say("Put an installation back as a backup has it."),
    "doctor": say("Look the installation over and say what to do."),
    "completion": say("Print the script that completes commands in your shell."),
}
"""The subcommands in the order one meets them; each is the module of that name in `samklang.cli.commands`."""


class Root(click.Group):
    """`samklang` itself: finds its subcommands when they are asked for, and lets no exception out."""

    def __init__(self, language: str) -> None:
        super().__init__(
            "samklang",
            callback=_nothing,
            no_args_is_help=False,
            invoke_without_command=True,
            params=[*shared_options(language), _version_option(language)],
            options_metavar=render(say("[OPTIONS]"), language),
            subcommand_metavar=render(say("COMMAND [ARGUMENTS]"), language),
            help=render(
                say(
                    "Plans courses for the staff of an employment service from the spreadsheet you already have, "
                    "so that no counter stands unmanned."
                ),
                language,
            ),
        )
        self.language = language

    def get_help(self, ctx: click.Context) -> str:
        """The help page, click's own words in it included."""
        with in_language(self.language):
            return super().get_help(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands, in the order one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One subcommand, loaded now: the planner's engine takes over a second, which `--help` need not wait for."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"samklang.cli.commands.{cmd_name}").command(self.language)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand named first, with a guess at what was meant where there is none of that name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The subcommands with one line each, then how to begin. None is loaded for it."""
        del ctx
        with formatter.section(render(say("Commands"), self.language)):
            formatter.write_dl([(name, render(does, self.language)) for name, does in COMMANDS.items()])
        with formatter.section(render(say("Start here"), self.language)):
            for line in ("samklang template plan.xlsx", "samklang plan plan.xlsx --out plan", "samklang plan --help"):
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The subcommands and options that begin so; again none is loaded."""
        found = [
            CompletionItem(name, help=render(does, self.language))
            for name, does in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run one command line. Returns the exit code, or exits with it in standalone mode."""
        screen = Screen(self.language)
        with in_language(self.language):
            code = guarded(
                lambda: super(Root, self).main(
                    args,
                    prog_name or "samklang",
                    complete_var,
                    standalone_mode=False,
                    windows_expand_args=windows_expand_args,
                    **{"obj": screen, **extra},
                ),
                screen,
            )
        if standalone_mode:
            raise SystemExit(int(code))
        return code


def tree(language: str) -> Root:
    """All commands, their help texts and their messages in one language."""
    return Root(language)


@click.pass_context
def _nothing(context: click.Context) -> None:
    """Without a subcommand: the help page."""
    if context.invoked_subcommand is None:
        screen_of(context).result(context.get_help())


def _version_option(language: str) -> click.Option:
    return option(
        language,
        "--version",
        does=say("Show the version and stop."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
    )


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        screen_of(context).result(f"samklang {__version__}")
        context.exit()

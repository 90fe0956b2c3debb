"""A subcommand with its help page in one language: what it does, its options, examples and exit codes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from samklang.cli.clicks_words import in_language
from samklang.cli.exits import MEANINGS, Exit
from samklang.cli.screen import Screen
from samklang.core.words import LANGUAGES, Sentence, render, say

Example = tuple[str, Sentence]
"""A command line as the user would type it, and what it is for."""


class Command(click.Command):
    """One subcommand in one language."""

    def __init__(
        self,
        language: str,
        name: str,
        callback: Callable[..., Exit | None],
        *,
        does: Sentence,
        params: Iterable[click.Parameter],
        examples: Sequence[Example],
        exits: Sequence[Exit] = (Exit.DONE, Exit.TO_MEND),
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            help=render(does, language),
            params=[*params, *shared_options(language)],
            options_metavar=render(say("[OPTIONS]"), language),
        )
        self.language = language
        self.examples = examples
        self.exits = exits

    def get_help(self, ctx: click.Context) -> str:
        """The help page, click's own words in it included."""
        with in_language(self.language):
            return super().get_help(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit codes, after the options."""
        del ctx
        with formatter.section(render(say("Examples"), self.language)):
            for line, purpose in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")
                with formatter.indentation():
                    formatter.write_text(render(purpose, self.language))
        with formatter.section(render(say("Exit codes"), self.language)):
            formatter.write_dl([(str(int(code)), render(MEANINGS[code], self.language)) for code in self.exits])


def option(
    language: str, *names: str, does: Sentence, shown_as: Sentence | None = None, **settings: Any
) -> click.Option:
    """An option with its help text and the word for its value in the language."""
    metavar = None if shown_as is None else render(shown_as, language)
    return click.Option(list(names), help=render(does, language), metavar=metavar, **settings)


def argument(language: str, name: str, *, shown_as: Sentence, does: Sentence, **settings: Any) -> click.Argument:
    """A positional argument, always needed, with its word and its help text in the language."""
    return click.Argument(
        [name], metavar=render(shown_as, language), help=render(does, language), **{"required": True, **settings}
    )


def shared_options(language: str) -> list[click.Parameter]:
    """The options that stand before or after the subcommand, as the user likes."""
    return [
        option(
            language,
            "--lang",
            does=say("The language of help texts, messages and the plan: Danish or English. Also SAMKLANG_LANG."),
            type=click.Choice(LANGUAGES, case_sensitive=False),
            expose_value=False,
        ),
        option(
            language,
            "--quiet",
            "-q",
            does=say("Show only the result and what went wrong, nothing on the way."),
            is_flag=True,
            expose_value=False,
            callback=_hush,
        ),
    ]


def json_option(language: str) -> click.Option:
    """The option of commands whose answer another program may want to read."""
    return option(
        language,
        "--json",
        does=say("Answer with one JSON document, for another program to read."),
        is_flag=True,
        expose_value=False,
        callback=_speak_json,
    )


def screen_of(context: click.Context) -> Screen:
    """The run's own screen; every context of the run shares it."""
    root = context.find_root()
    if root.obj is None:
        root.obj = Screen(language_of(context))
    screen: Screen = root.obj
    return screen


def language_of(context: click.Context | None) -> str:
    """The language the command tree was built in."""
    return str(getattr(context.find_root().command, "language", "en")) if context else "en"


def _hush(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        screen_of(context).quiet = True


def _speak_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        screen_of(context).as_json = True

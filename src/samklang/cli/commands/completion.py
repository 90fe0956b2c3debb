"""`samklang completion`: the script that teaches a shell to complete our commands."""

import click
from click.shell_completion import get_completion_class

from samklang.cli.command import Command, argument, screen_of
from samklang.core.words import say

SHELLS = ("bash", "zsh", "fish")


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "completion",
        run,
        does=say("Print a script that lets your shell complete Samklang's commands and options with the Tab key."),
        params=[
            argument(
                language, "shell", shown_as=say("SHELL"), does=say("bash, zsh or fish."), type=click.Choice(SHELLS)
            )
        ],
        examples=(
            ('eval "$(samklang completion bash)"', say("For this session; in ~/.bashrc for all of them.")),
            ("samklang completion zsh > ~/.zfunc/_samklang", say("For zsh, with ~/.zfunc in fpath.")),
            ("samklang completion fish > ~/.config/fish/completions/samklang.fish", say("For fish.")),
        ),
    )


@click.pass_context
def run(context: click.Context, shell: str) -> None:
    """Print the script as click makes it."""
    made = get_completion_class(shell)
    if made is None:
        raise click.BadParameter(shell, context)
    script = made(context.find_root().command, {}, "samklang", "_SAMKLANG_COMPLETE").source()
    screen_of(context).out.print(script, soft_wrap=True, end="")

"""The help pages, the version and the shell's completion."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from samklang import __version__
from samklang.cli.tree import COMMANDS, tree


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples_and_exit_codes(name):
    answer = CliRunner().invoke(tree("en"), [name, "--help"])
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert all(part in answer.stdout for part in ("Usage:", "Examples:", f"samklang {name}", "Exit codes:"))


def test_samklang_alone_shows_every_command():
    answer = CliRunner().invoke(tree("en"), [])
    assert answer.exit_code == 0
    assert [name for name in COMMANDS if f"  {name} " not in answer.stdout] == []


def test_the_version_is_shown():
    answer = CliRunner().invoke(tree("en"), ["--version"])
    assert (answer.exit_code, answer.stdout) == (0, f"samklang {__version__}\n")


def test_a_misspelt_command_is_answered_with_what_was_meant():
    answer = CliRunner().invoke(tree("en"), ["chekc"])
    assert (answer.exit_code, "Did you mean 'check'?" in answer.stderr) == (2, True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_of_each_shell_names_samklang(shell):
    answer = CliRunner().invoke(tree("en"), ["completion", shell])
    assert answer.exit_code == 0
    assert "_SAMKLANG_COMPLETE" in answer.stdout


def test_the_shell_is_told_the_commands_without_loading_the_planner():
    code = (
        "import sys; from samklang.cli.main import main\n"
        "try: main()\n"
        "finally: print('ortools' in sys.modules, file=sys.stderr)"
    )
    asked = {"_SAMKLANG_COMPLETE": "bash_complete", "COMP_WORDS": "samklang --lang en c", "COMP_CWORD": "3"}
    answer = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, check=False)
    assert answer.stdout.split() == [
        "plain,check",
        "plain,compare",
        "plain,cells",
        "plain,companies",
        "plain,completion",
    ]
    assert answer.stderr.split()[-1] == "False"

"""Which language the command line speaks: Danish, unless the command or the environment says otherwise."""

from collections.abc import Mapping, Sequence

from samklang.core.words import LANGUAGES, render, say

DEFAULT = LANGUAGES[0]
VARIABLE = "SAMKLANG_LANG"
OPTION = "--lang"


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that the help texts and the messages of this run are to be in.

    The last --lang wins, before or after the subcommand; then SAMKLANG_LANG; then Danish. A language that does not
    exist falls back here; the option itself is refused later, when the command is parsed. While the shell asks for
    completions, the words typed so far stand in COMP_WORDS.
    """
    words = [*environment.get("COMP_WORDS", "").split(), *arguments]
    for index in range(len(words) - 1, -1, -1):
        if words[index].startswith(f"{OPTION}="):
            return _known(words[index].partition("=")[2], environment)
        if words[index] == OPTION and index + 1 < len(words):
            return _known(words[index + 1], environment)
    return _known(environment.get(VARIABLE, DEFAULT), environment)


def can_speak(language: str) -> bool:
    """Whether the texts of a language are there; the Danish ones are built from their catalogue at set-up."""
    try:
        render(say("done"), language)
    except OSError:
        return False
    return True


def _known(language: str, environment: Mapping[str, str]) -> str:
    for one in (language, environment.get(VARIABLE, DEFAULT)):
        if one.strip().lower() in LANGUAGES:
            return one.strip().lower()
    return DEFAULT

"""Names of people: known given names and surnames, and the words with a capital around them."""

import re
from collections.abc import Iterator, Sequence

from samklang.core.traces.folding import Folded
from samklang.core.traces.known import is_given, is_small_word, is_surname, key
from samklang.core.traces.tokens import Word, words_of
from samklang.core.traces.trace import Kind, Trace

_TITLES = frozenset(
    {
        "hr", "herr", "fru", "fr", "frk", "frøken", "mr", "mrs", "ms", "miss", "mister", "madam", "dr",
    }
)  # fmt: skip
_PARTICLES = frozenset(
    {
        "von", "van", "de", "der", "den", "del", "af", "el", "al", "bin", "ibn", "ben", "da", "di", "du", "la",
        "le", "dos", "das", "ter", "ten", "zu",
    }
)  # fmt: skip
_MONTHS = frozenset(
    {
        "april", "may", "june", "august", "mai", "maj", "juni",
    }
)  # fmt: skip
_BEFORE_MONTH = frozenset(
    {
        "in", "by", "of", "since", "until", "till", "from", "during", "last", "next", "every", "this", "early",
        "late", "mid", "i", "medio", "primo", "ultimo",
    }
)  # fmt: skip
_STARTERS = frozenset(
    {
        "de", "du", "han", "hun", "det", "den", "der", "vi", "jeg", "i", "så", "og", "men", "når", "da", "på",
        "til", "fra", "for", "med", "om", "at", "af", "en", "et", "som", "hvis", "ved", "efter", "før", "siden",
        "har", "er", "var", "vil", "kan", "skal", "må", "ikke", "nu", "her", "hvad", "hvem", "hvor", "hvordan",
        "hvorfor", "kære", "hej", "tak", "mon", "alle", "ingen", "begge", "hos", "mvh", "både", "the", "he",
        "she", "it", "they", "we", "you", "and", "but", "when", "then", "if", "in", "on", "to",
        "from", "with", "of", "by", "as", "is", "was", "has", "had", "will", "can", "this", "that",
        "there", "here", "what", "who", "where", "how", "why", "dear", "hi", "thanks", "no", "not", "yes", "ja",
        "nej", "januar", "februar", "marts", "april", "juni", "juli", "september", "oktober", "november",
        "december", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "january",
        "february", "march", "october", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "jobcenter", "kommune",
    }
)  # fmt: skip
_CALLED = frozenset({"kaldet", "kaldt", "alias", "aka", "nicknamed"})
_IS_CALLED = frozenset({"hedder", "hed", "kaldes"})
_SOMEBODY = frozenset(
    {
        "han", "hun", "hen", "borgeren", "borger", "vedkommende", "manden", "konen", "kæresten", "sønnen", "datteren",
        "moren", "faren", "moderen", "faderen", "søsteren", "broderen", "broren", "barnet", "naboen", "chefen",
        "lægen", "sagsbehandleren", "mentoren", "kollegaen", "vennen",
    }
)  # fmt: skip
_NOT_CALLED = frozenset({"noget", "hvad", "sådan", "ens", "samme", "også", "egentlig", "jo", "altså", "sig", "mig"})
_CALLS_BETWEEN = re.compile(r"[ \n]{1,2}[\"'»«“”„(]?")
_FOREIGN = re.compile(r"(?:(?![\u0000-\u024f\u1e00-\u1eff])[^\W\d_]){2,}")
"""Words in another alphabet: in a text in Danish or English they are names."""
_HANDLE = re.compile(r"(?<![\w@.])@[a-zæøå_][\w.]{2,}", re.I)
_MOST_AFTER = 6
_SPACED = re.compile(r"(?<![\w.-])[^\W\d_](?:[ .·_-][^\W\d_]){2,39}(?![\w-])")
_SHORTEST_SPACED = 4
_BETWEEN = frozenset({" ", "  ", "-", " - ", "\n", "\t", "_", ".", "\u00b7"})
_BETWEEN_SMALL = frozenset({" ", "  ", ".", "_", "-", "\n"})


def names(folded: Folded) -> Iterator[Trace]:
    """Each name in order, with its surname, initials and genitive."""
    found = [(match.start(), match.end()) for match in _SPACED.finditer(folded.text) if _spells_name(match[0])]
    found += [(match.start(), match.end()) for one in (_FOREIGN, _HANDLE) for match in one.finditer(folded.text)]
    found += list(_in_words(folded.text, words_of(folded.text)))
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield folded.trace(Kind.NAME, start, end)
            last = end


def _spells_name(letters: str) -> bool:
    """Whether letters with something between them are a given name, alone or before a surname."""
    word = "".join(letter for letter in letters if letter.isalpha())
    known = key(word)
    if len(known) < _SHORTEST_SPACED:
        return False
    return is_given(known) or any(
        is_given(known[:cut]) and is_surname(known[cut:]) for cut in range(3, max(3, len(known) - 2))
    )


def _in_words(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    at = 0
    floor = 0
    while at < len(words):
        begin = _start_of_name(text, words, at)
        if begin is None:
            at += 1
            continue
        end = _end_of_name(text, words, begin)
        begin = _with_word_before(text, words, begin, floor)
        yield words[begin].start, words[end - 1].end
        at = floor = end


def _start_of_name(text: str, words: Sequence[Word], at: int) -> int | None:
    """Where the name starts that is recognised by the word at hand; None where it is none."""
    word = words[at]
    if at and (_follows_title(text, words, at) or _is_called(text, words, at)):
        return at
    if not word.known and not word.ending:
        return None
    after = words[at + 1] if at + 1 < len(words) and text[word.end : words[at + 1].start] in _BETWEEN_SMALL else None
    if not word.capital:
        full = word.given and after is not None and _is_small_full_name(word, after)
        return at if full or _is_small_name(word) else None
    if _is_month(text, words, at):
        return at if after and after.capital and after.known else None
    if word.everyday or not word.known or (word.shouted and len(word.text) <= 2):
        return at if _is_name_here(text, words, at, after) else None
    return at


def _follows_title(text: str, words: Sequence[Word], at: int) -> bool:
    word, before = words[at], words[at - 1]
    titled = key(before.text) in _TITLES and text[before.end : word.start] in {" ", ". ", ".", "  ", ".  "}
    return titled and word.capital and key(word.text) not in _STARTERS


def _is_called(text: str, words: Sequence[Word], at: int) -> bool:
    """»kaldet Bolle«, »hun hedder xiang«: what somebody is called, known or not."""
    word, before = words[at], words[at - 1]
    if not _CALLS_BETWEEN.fullmatch(text[before.end : word.start]) or key(word.text) in _STARTERS | _NOT_CALLED:
        return False
    said = key(before.text)
    if said in _CALLED:
        return word.capital and not word.shouted
    return said in _IS_CALLED and at > 1 and key(words[at - 2].text) in _SOMEBODY


def _is_small_name(word: Word) -> bool:
    """»jeg talte med mette«, »hansen ringer«: a name that is no other word."""
    return word.known and not word.everyday and not is_small_word(key(word.text))


def _is_small_full_name(word: Word, after: Word) -> bool:
    """»mette hansen«: two known names, of which at most one is a word of every day."""
    return after.known and not (is_small_word(key(word.text)) and is_small_word(key(after.text)))


def _is_name_here(text: str, words: Sequence[Word], at: int, after: Word | None) -> bool:
    """Whether a capital makes a name of a word that may be another word: inside a sentence, or before another name."""
    word = words[at]
    if after and after.capital and key(after.text) not in _STARTERS:
        if word.shouted:
            return after.known
        full = word.given and (len(after.text) > 1 or text[after.end : after.end + 1] == ".")
        return full or after.known or (after.ending and not after.first)
    before = words[at - 1] if at else None
    beside = before is not None and before.capital and text[before.end : word.start] in _BETWEEN_SMALL
    if word.shouted:
        return beside and before is not None and before.known
    return not word.first


def _is_month(text: str, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if key(word.text) not in _MONTHS:
        return False
    around = text[max(0, word.start - 4) : word.start] + text[word.end : word.end + 3]
    before = key(words[at - 1].text) if at else ""
    return word.first or before in _BEFORE_MONTH or any(letter.isdigit() for letter in around)


def _end_of_name(text: str, words: Sequence[Word], begin: int) -> int:
    """Up to which word the name goes on: capitals, initials, and small words such as »von« before a capital."""
    end = begin + 1
    small = not words[begin].capital
    while end < len(words) and end - begin <= _MOST_AFTER:
        word, before = words[end], words[end - 1]
        if not _is_joined(text, before, word):
            break
        if word.capital:
            goes_on = _belongs(text, words, begin, end)
        elif small and end == begin + 1:
            goes_on = word.known
        elif word.known and not word.everyday and before.known:
            goes_on = True
        else:
            goes_on = key(word.text) in _PARTICLES and _capital_follows(text, words, end)
        if not goes_on:
            break
        end += 1
    return end


def _is_joined(text: str, before: Word, word: Word) -> bool:
    between = text[before.end : word.start]
    return between in _BETWEEN or between == "" or (len(before.text) == 1 and between in {". ", "."})


def _belongs(text: str, words: Sequence[Word], begin: int, at: int) -> bool:
    """Whether a word with a capital goes on a name rather than starting something else."""
    word = words[at]
    if word.known and not word.first:
        return True
    if text[words[at - 1].end : word.start] in {"\n", "."} or key(word.text) in _STARTERS:
        return word.known and not word.everyday
    if word.shouted and words[begin].shouted:
        return len(_shouted_from(words, at)) <= 2
    return not word.shouted or len(word.text) <= 1


def _shouted_from(words: Sequence[Word], at: int) -> list[Word]:
    """The words in capitals from here on, at most three of them: three and more is somebody shouting."""
    row = []
    for word in words[at : at + 3]:
        if not word.shouted:
            break
        row.append(word)
    return row


def _capital_follows(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a capital comes after a small word of a name, or after two: van der Berg."""
    for before, word in zip(words[at : at + 2], words[at + 1 : at + 3], strict=False):
        if not text[before.end : word.start].isspace():
            return False
        if word.capital:
            return key(word.text) not in _STARTERS
        if key(word.text) not in _PARTICLES:
            return False
    return False


def _with_word_before(text: str, words: Sequence[Word], begin: int, floor: int) -> int:
    """A word with a capital right before a name belongs to it: a given name that is not on the list.

    First in a sentence only before a surname, since any word has a capital there.
    """
    if begin <= floor:
        return begin
    before, word = words[begin - 1], words[begin]
    if text[before.end : word.start] not in {" ", "-", "  "} or not before.capital or not word.capital:
        return begin
    if before.shouted or len(before.text) < 3 or key(before.text) in _STARTERS | _TITLES:
        return begin
    return begin if before.first and word.given and not word.surname else begin - 1

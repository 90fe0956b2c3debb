"""What a page of evidence holds, whatever it answers: the answer first, then sections of sentences, picture and table.

The screen and the page are made from the same paper, so that they never say different things.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from samklang.core.words import Sentence, Value
from samklang.reports.files import replace_file
from samklang.reports.plan_pictures import stylesheet

_ENGINE = Engine(
    dirs=[str(files("samklang.reports") / "templates")],
    builtins=["samklang.reports.templatetags.words"],
    string_if_invalid="[%s is missing]",
)


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first column names the row."""

    caption: Sentence
    heads: Sequence[Sentence]
    rows: Sequence[Sequence[Value]]
    on_screen: bool = True
    """Whether a terminal shows it too, or the page and the document alone."""

    @property
    def named_rows(self) -> list[tuple[Value, Sequence[Value]]]:
        """What names each row, and the rest of it."""
        return [(row[0], row[1:]) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """One part of the page."""

    key: str
    """Its place within the page: letters."""
    title: Sentence
    told: Sequence[Sentence] = ()
    picture: str = ""
    """SVG that was drawn from numbers and escaped words."""
    under: Sentence | None = None
    """What stands below the picture."""
    tables: Sequence[Table] = ()

    @property
    def drawn(self) -> SafeString:
        """The picture for the template."""
        return mark_safe(self.picture)  # noqa: S308 - drawn by samklang.evidence.pictures, which escapes all words


@dataclass(frozen=True)
class Paper:
    """The whole answer."""

    eyebrow: Sentence
    title: Sentence
    source: str
    first: Sentence
    """The sentence that everybody reads."""
    about: Sequence[Sentence]
    """What must be known to read it: on what it rests."""
    sections: Sequence[Section]
    made_at: datetime
    foot: Sequence[Sentence]


def page(paper: Paper, language: str) -> str:
    """The page: one file that asks for nothing else and runs nothing."""
    style = "".join(map(stylesheet, ("paper.css", "page.css", "agreement.css")))
    context = {
        "paper": paper,
        "language": language,
        "style": mark_safe(style),  # noqa: S308 - written here
    }
    text: str = _ENGINE.get_template("reports/evidence.html").render(Context(context, use_l10n=False, use_tz=False))
    return text


def write(paper: Paper, path: Path, language: str) -> Path:
    """Write the page. Raises OSError where that is not possible; what stood there before then still does."""
    replace_file(path, page(paper, language).encode())
    return path

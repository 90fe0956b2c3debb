"""What stands in the handbook in which order, and which two pages are one page in two languages."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from samklang.core.words import Sentence, say

LINK = re.compile(r"\]\(([a-z0-9-]+)\.md\)")

PAIRS: tuple[tuple[str, str], ...] = (
    ("start/en", "start/da"),
    ("start/install", "start/installation"),
    ("why/how-the-planner-thinks", "why/saadan-taenker-planlaeggeren"),
    ("why/what-can-be-shown", "why/hvad-kan-vises"),
    ("why/the-wall", "why/muren"),
    ("why/the-demo-knows-the-truth", "why/demoen-kender-sandheden"),
    ("words/glossary", "words/ordliste"),
    ("reference/roles-en", "reference/roles-da"),
    ("reference/workbook-en", "reference/workbook-da"),
    ("reference/settings-en", "reference/settings-da"),
    ("reference/commands-en", "reference/commands-da"),
)
"""In English and in Danish. Those of docs/how stand in its README: the first and the last page linked on a line."""

CHAPTERS: tuple[tuple[Sentence, tuple[str, ...]], ...] = (
    (say("Begin here"), ("start/en", "how/first-hour", "how/sign-in", "how/handbook-and-keys")),
    (
        say("Staff and access"),
        ("how/import-staff", "how/scim", "how/context-handler"),
    ),
    (say("Method and calibration"), ("how/method", "how/calibrate", "how/agree")),
    (
        say("Course plans"),
        (
            "how/plan-on-the-web", "how/plan", "how/replan", "how/explain", "how/compare", "how/forecast",
        ),
    ),
    (
        say("Courses"),
        (
            "how/seats", "how/mail-and-calendars", "how/take-attendance", "how/learning-in-use", "how/certificates",
        ),
    ),
    (
        say("Practice"),
        (
            "how/practise", "how/peer-sparring", "how/pair-colleagues", "how/observe", "how/language-model",
            "how/write-cases",
        ),
    ),
    (
        say("Conversations"),
        (
            "how/prepare-a-conversation", "how/talk-rules", "how/look-back", "how/belief-log", "how/recordings",
            "how/ask-citizens",
        ),
    ),
    (
        say("Companies"),
        (
            "how/company-entrance", "how/company-mail", "how/load-companies", "how/contact-guard",
            "how/company-meeting", "how/hand-over", "how/company-pulse",
        ),
    ),
    (
        say("Evidence"),
        (
            "how/evidence-in-short", "how/spread-on-the-site", "how/study", "how/metrics", "how/public-figures",
            "how/effect", "how/spread", "how/pool-cells", "how/national",
        ),
    ),
    (say("Funding and the committee"), ("how/grants", "how/committee-page", "how/year")),
    (
        say("Why it is so"),
        ("why/how-the-planner-thinks", "why/what-can-be-shown", "why/the-wall", "why/the-demo-knows-the-truth"),
    ),
    (say("For whoever runs the site"), ("start/install", "how/status", "how/papers")),
    (
        say("Look it up"),
        (
            "words/glossary", "reference/roles-en", "reference/workbook-en", "reference/settings-en",
            "reference/commands-en",
        ),
    ),
)  # fmt: skip
"""The English page stands for both. A page of docs/how that no chapter names stands in the last one of all."""
MORE = say("Other pages")


def pairs_in(readme: Path) -> list[tuple[str, str]]:
    """The pages of docs/how in English and in Danish, as its README lists them; Danish empty where there is none."""
    lines = readme.read_text(encoding="utf-8").splitlines()
    found = [LINK.findall(line) for line in lines if line.startswith("- ")]
    return [(f"how/{one[0]}", f"how/{one[-1]}" if len(one) > 1 else "") for one in found if one]


def arranged(english: Iterable[str]) -> list[tuple[Sentence, tuple[str, ...]]]:
    """The chapters with the pages there are, and those that no chapter names at the end. english: names of pages."""
    there = list(english)
    named = {name for _, names in CHAPTERS for name in names}
    more = tuple(name for name in there if name not in named)
    chapters = [(heading, tuple(name for name in names if name in there)) for heading, names in CHAPTERS]
    return [(heading, names) for heading, names in [*chapters, (MORE, more)] if names]


FILES: Mapping[str, str] = {"words": ""}
"""The folder of a part where it is not called as the part."""


def file_of(name: str) -> str:
    """The file of a page, below docs. name: "how/plan", "reference/roles-da"."""
    part, _, page = name.partition("/")
    folder = FILES.get(part, part)
    if part == "reference":
        page = re.sub(r"-(da|en)$", r".\1", page)
    return f"{folder}/{page}.md".removeprefix("/")

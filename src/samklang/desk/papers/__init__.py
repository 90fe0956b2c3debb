"""Papers that the municipality has to have, made from what is switched on in the installation: docs/how/papers.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samklang.core.words import Sentence
from samklang.desk.papers import dpia, record, security, works_council
from samklang.desk.papers.about import About
from samklang.web.papers.paper import Paper


@dataclass(frozen=True)
class Sort:
    """One sort of paper. does: what it is for, in a sentence."""

    title: Sentence
    does: Sentence
    make: Callable[[About], Paper]


PAPERS: Mapping[str, Sort] = {
    "impact-assessment": Sort(dpia.TITLE, dpia.DOES, dpia.dpia),
    "record-of-processing": Sort(record.TITLE, record.DOES, record.record),
    "works-council": Sort(works_council.TITLE, works_council.DOES, works_council.works_council),
    "information-security": Sort(security.TITLE, security.DOES, security.security),
}
"""Every paper by its place in the address."""

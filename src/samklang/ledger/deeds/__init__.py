"""What each deed in the ledger is called where people read it: one sentence for every word that code records."""

from collections.abc import Mapping

from samklang.core.words import Sentence
from samklang.ledger.deeds.access import ACCESS
from samklang.ledger.deeds.citizens import CITIZENS
from samklang.ledger.deeds.committee import COMMITTEE
from samklang.ledger.deeds.companies import COMPANIES
from samklang.ledger.deeds.courses import COURSES
from samklang.ledger.deeds.evidence import EVIDENCE
from samklang.ledger.deeds.funding import FUNDING
from samklang.ledger.deeds.method import METHOD
from samklang.ledger.deeds.practice import PRACTICE

DEEDS: Mapping[str, Sentence] = {
    **ACCESS,
    **CITIZENS,
    **COMMITTEE,
    **COMPANIES,
    **COURSES,
    **EVIDENCE,
    **FUNDING,
    **METHOD,
    **PRACTICE,
}
"""By the word that is recorded; each area's stand in a file of their own."""

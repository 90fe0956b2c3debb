"""Who may see which paper: a refusal with a sentence, or None.

The draft for the works council is for everybody who may read notices: staff, leaders and the works council. The others
tell how the installation is set up and are for those who answer for it: administrators and heads, who set how long data
are kept, and programme leads, who like the head answer requests about data.
"""

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.refusals import Refusal
from samklang.core.words import say

WORKS_COUNCIL = "works-council"


def see_paper(by: Person, slug: str) -> Refusal | None:
    """Whether the person may see the paper."""
    answers_for_it = by.standing.may(Right.EDIT_RETENTION) or by.standing.may(Right.ANSWER_CORRECTIONS)
    if answers_for_it or (slug == WORKS_COUNCIL and by.standing.may(Right.SEE_NOTICES)):
        return None
    if slug == WORKS_COUNCIL:
        return Refusal(say("The draft for the works council is seen by staff, leaders and the works council."))
    return Refusal(say("This paper is seen by the head, the programme lead and the administrators."))

"""A draft as whoever writes it needs it: its faults with the rows to mend, and the profiles known elsewhere."""

from typing import NamedTuple

from samklang.core.words import Sentence
from samklang.method.documents import EditionDocument, LineText, faults_in
from samklang.method.models import Edition, Profile
from samklang.method.parts import PARTS, Part


class DraftFault(NamedTuple):
    """One thing to mend before the draft can be published, and the row where it is mended."""

    part: Part
    key: str
    name: LineText
    what: Sentence


def draft_faults(document: EditionDocument) -> list[DraftFault]:
    """Everything that does not hold together."""
    found = []
    for fault in faults_in(document):
        part, place = PARTS[str(fault.path[0])], fault.path[1]
        rows = getattr(document, part.key)
        row = rows[place] if isinstance(place, int) else next(one for one in rows if one.key == place)
        found.append(DraftFault(part, row.key, getattr(row, part.asked), fault.what))
    return found


def profiles_elsewhere(edition: Edition) -> list[Profile]:
    """The profiles of the jobcentre's other frameworks, the newest of each key: the same key is the same role."""
    rows = Profile.objects.filter(edition__framework__jobcentre=edition.framework.jobcentre_id)
    rows = rows.exclude(edition__framework=edition.framework_id).order_by("key", "edition_id", "pk")
    return list({row.key: row for row in rows}.values())

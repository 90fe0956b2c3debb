"""Certificates in the world of these tests: the colleague's own, shared with nobody; and training from before."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.certificates import NOW, TITLES

from samklang.access.clock import today
from samklang.access.models import Person
from samklang.delivery.commands.certificates import issue_as_exception, set_rule
from samklang.delivery.keys import current_key
from samklang.delivery.models import Course, EarlierProof
from samklang.delivery.public import keys_folder


def certificates(world: World, course: Course, theirs: Course, colleague: Person) -> None:
    """One certificate of the course, one module done before, and what others have."""
    titles = TITLES | {"title_da": f"Bevis fra {MARK}"}
    set_rule(by=None, course=course, first_day=today(), values=titles, today=today(), now=NOW)
    one = issue_as_exception(
        by=None, course=course, person=colleague, reason=f"Grund fra {MARK}", today=today(), now=NOW
    )
    rule = set_rule(by=None, course=theirs, first_day=today(), values=TITLES, today=today(), now=NOW)
    proof = EarlierProof.objects.create(
        programme=course.programme, person=colleague, module=course.modules[0]["id"], day=today() - timedelta(days=400),
        source=f"Kursus i {MARK}", document=b"%PDF-1.7", document_name="kopi.pdf", confirmed_at=NOW,
    )  # fmt: skip
    other = theirs.programme.jobcentre_id
    world.filled |= {
        "courses/<int:pk>/certificates/new/<int:person>/": {"person": colleague.pk},
        "courses/certificates/<int:pk>/": {"pk": one.pk},
        "courses/own/certificates/<int:pk>/": {"pk": one.pk, "language": "da"},
        "courses/earlier/<int:pk>/": {"pk": course.programme_id},
        "courses/earlier/<int:pk>/import/<uuid:batch>/": {"batch": uuid.UUID(int=7)},
        "courses/earlier/proofs/<int:pk>/": {"pk": proof.pk},
        "certificates/<uuid:public_id>/": {"public_id": one.public_id},
        "certificates/issuers/<int:pk>/": {"pk": other},
        "certificates/keys/<str:name>/": {"name": current_key(keys_folder()).name},
        "certificates/achievements/<int:pk>/": {"pk": rule.pk},
        "certificates/status/<int:jobcentre>/<int:number>/": {"jobcentre": other, "number": 1},
    }
    world.ids |= {"certificate": one.pk, "proof": proof.pk}

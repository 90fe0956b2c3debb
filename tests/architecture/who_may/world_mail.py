"""Mail of the course under way: one that waits, an address in doubt, and the colleague's own calendar feed."""

from __future__ import annotations

from tests.architecture.who_may.cast import World
from tests.factories.delivery import person_called

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.delivery.commands.feeds import make_feed, note_fetched
from samklang.delivery.models import Course, DeadAddress, Mail


def mail(world: World, course: Course, jobcentre: Place) -> None:
    """A mail to Anne, whose address is in doubt."""
    anne = person_called(course, "anne")
    waiting = Mail.objects.filter(course=course, person=anne).latest("pk")
    dead = DeadAddress.objects.create(person=anne, address=anne.email, found_at=now(), said="550 5.1.1")
    address, secret = make_feed(by=world.people["colleague"], now=now())
    note_fetched(address, today())  # that it has been fetched today, is written once
    letter = {"place": jobcentre.pk, "key": "invitation", "language": "da"}
    world.filled |= {
        "courses/<int:pk>/mail/": {"pk": course.pk},
        "courses/<int:pk>/mail/addresses/<int:dead>/": {"pk": course.pk, "dead": dead.pk},
        "courses/mail/<int:pk>/": {"pk": waiting.pk},
        "courses/letters/<int:place>/": letter,
        "courses/feed/<str:secret>.ics": {"secret": secret},
    }
    world.ids |= {"mail": waiting.pk}

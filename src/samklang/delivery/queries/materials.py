"""Material as those in a course see it."""

from django.db.models import Prefetch, QuerySet

from samklang.access.models import Person
from samklang.delivery.models import Course, Material, MaterialVersion
from samklang.delivery.queries.learning import learning_courses_for


def materials_of(course: Course) -> QuerySet[Material]:
    """What belongs to the course and is not withdrawn, with its versions, the newest first; contents left out."""
    versions = MaterialVersion.objects.defer("content").order_by("-number")
    found = Material.objects.filter(course=course, withdrawn_at=None)
    return found.prefetch_related(Prefetch("versions", versions)).order_by("module", "title", "pk")


def materials_for(person: Person) -> QuerySet[Material]:
    """The material of every course that the person sees, teaches in, or has or had a seat in."""
    courses = learning_courses_for(person).order_by().values("pk")
    return Material.objects.filter(course__in=courses).select_related("course__programme__jobcentre").order_by("pk")


def versions_for(person: Person) -> QuerySet[MaterialVersion]:
    """The versions of that material, older ones too; of what is withdrawn none."""
    materials = materials_for(person).filter(withdrawn_at=None).order_by().values("pk")
    return MaterialVersion.objects.filter(material__in=materials).select_related("material").order_by("pk")


def newest_number(material: Material) -> int:
    """The number of the newest version; 0 where there is none."""
    newest = MaterialVersion.objects.filter(material=material).order_by("-number").values_list("number", flat=True)
    return newest.first() or 0

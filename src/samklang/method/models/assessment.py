"""Where one member of staff stands, as they, their manager or an observer judge it."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.method.enums import Basis
from samklang.method.models.edition import Edition
from samklang.method.models.indicator import Indicator
from samklang.people.models import Employee


class Assessment(models.Model):
    """One judgement of one member of staff on one day, by the words of one edition.

    A judgement of one's own is seen by nobody else until it is shared for the appraisal talk.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="assessments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="assessments")
    basis = models.CharField(max_length=8, choices=Basis.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()
    shared_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Privacy:
        """Belongs to the person; it is deleted with them and after the time for such data."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "basis": Erase.ROW, "by": Erase.ROW, "day": Erase.ROW, "shared_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "edition", "made_at"}
        kept = {"assessment": "samklang.method.commands.retention.delete_assessments"}

    class Meta:
        db_table = "method_assessment"
        ordering = ["employee_id", "-day", "-pk"]
        indexes = [models.Index(fields=["employee", "day"], name="assessment_employee_day")]

    def __str__(self) -> str:
        return f"{self.employee}, {self.get_basis_display()}, {self.day}"


class AssessedLevel(models.Model):
    """The level of one indicator in one judgement, with what it rests on."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="levels")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="assessed")
    level = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)

    class Privacy:
        """Goes with the judgement it is part of."""

        person = "assessment__employee__person"
        personal = {"assessment": Erase.ROW, "level": Erase.ROW, "note": Erase.ROW}
        plain = {"id", "indicator"}

    class Meta:
        db_table = "method_assessed_level"
        ordering = ["assessment_id", "indicator_id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="indicator_assessed_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="assessed_is_a_level"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.level}"

"""A file of staff on its way into the register: what was sent, what it would change, and what it did."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.people.enums import ImportState, LineKind
from samklang.people.models.employee import Employee


class StaffImport(models.Model):
    """One file, from its upload until what it did is undone or kept.

    The file itself is kept only while it is being looked through; the lines as long as the import can be undone.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="staff_imports")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="staff_imports")
    file_name = models.CharField(max_length=120)
    content = models.BinaryField(null=True)
    first_day = models.DateField()
    """The day from which what the file says holds."""
    is_whole_list = models.BooleanField(default=False)
    """Whether those who are missing in the file have left."""
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.COLUMNS)
    keys = models.JSONField(default=dict)
    """What each column is taken for, by its place from 0; an empty text is a column that is not used."""
    teams = models.JSONField(default=dict)
    """Which team each unknown team name of the file is: its number, or 0 for a new one."""
    counts = models.JSONField(default=dict)
    """How many lines there are of each kind, and how many people are as they were."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the difference that was shown; another one at the time of applying means that the register changed."""
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who sent the file stands as long as the import; the file is emptied when it has been used."""

        person = "by"
        personal = {"by": Erase.KEEP, "file_name": Erase.KEEP, "content": Erase.BLANK}
        plain = {
            "id", "jobcentre", "first_day", "is_whole_list", "state", "keys", "teams", "counts", "digest",
            "uploaded_at", "applied_at", "undone_at",
        }  # fmt: skip
        kept = {"import": "samklang.people.commands.retention.delete_imports"}

    class Meta:
        db_table = "people_staff_import"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> Any:
        """The import's page."""
        return reverse("people:staff-import", args=[self.pk])

    def count_of(self, kind: str) -> int:
        """How many lines there are of a kind; also "unchanged", "rows" and "problem-rows"."""
        return int(self.counts.get(kind, 0))


class StaffImportLine(models.Model):
    """One thing that an import changes, or that somebody must correct or should know."""

    staff_import = models.ForeignKey(StaffImport, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=LineKind.choices)
    sheet = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=12, blank=True)
    label = models.CharField(max_length=200, blank=True)
    """Whom or what the line is about, as the file has it."""
    employee = models.ForeignKey(Employee, null=True, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=list)
    """What differs: name of the field, what was, what is to be."""
    told = models.JSONField(default=dict)
    """What is wrong and what to write instead, in each language."""
    undo = models.JSONField(default=dict)
    """What the import found and what it left behind, by which it can be undone exactly."""

    class Privacy:
        """Says what the register says of the person."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "label": Erase.ROW, "fields": Erase.ROW, "told": Erase.ROW, "undo": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "staff_import", "order", "kind", "sheet", "cell"}

    class Meta:
        db_table = "people_staff_import_line"
        ordering = ["staff_import_id", "order"]
        constraints = [models.UniqueConstraint(fields=["staff_import", "order"], name="import_line_once_in_the_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class ImportMemory(models.Model):
    """What somebody has told once about the files of a jobcentre, so that nobody is asked again.

    `about` is "teams", or the fingerprint of the headings of a file.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=64)
    told = models.JSONField(default=dict)

    class Privacy:
        """Headings and names of teams."""

        personal: dict[str, Any] = {}
        plain = {"id", "jobcentre", "about", "told"}

    class Meta:
        db_table = "people_import_memory"
        ordering = ["jobcentre_id", "about"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "about"], name="told_once_in_a_jobcentre")]

    def __str__(self) -> str:
        return self.about

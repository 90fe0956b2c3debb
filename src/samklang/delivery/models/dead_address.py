"""An address at which mail does not arrive."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person


class DeadAddress(models.Model):
    """Mail to this address was refused or came back. Until somebody says that it works, or the person has another
    address, the person's mail is held.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dead_addresses")
    address = models.EmailField(max_length=254)
    found_at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True)
    """What the mail server said."""

    class Privacy:
        """An address of somebody."""

        person = "person"
        personal = {"person": Erase.ROW, "address": Erase.ROW, "found_at": Erase.ROW, "said": Erase.ROW}
        plain = {"id"}

    class Meta:
        db_table = "delivery_dead_address"
        ordering = ["person_id", "address"]
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="an_address_is_dead_once")]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.found_at:%Y-%m-%d}"

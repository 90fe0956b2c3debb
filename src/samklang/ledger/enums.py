"""What kinds of entries there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Whether something was changed or only read."""

    WRITE = "write", _("Change")
    READ = "read", _("Reading")

"""The states of a run, where a version of the rules and a plan came from, and what may follow what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a version of the rules came from."""

    WORKBOOK = "workbook", _("Workbook")
    REGISTER = "register", _("Staff register")
    FORM = "form", _("Typed")
    WAY_OUT = "way-out", _("Way out")
    EARLIER = "earlier", _("Earlier version")
    CHANGES = "changes", _("Changes after the plan")
    DRAW = "draw", _("Draw by lot")


class Errand(models.TextChoices):
    """What the planner is asked to do."""

    PLAN = "plan", _("Make a plan")
    REPLAN = "replan", _("Change a plan as little as possible")


class RunState(models.TextChoices):
    """How far the planner has come with a run."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Planning")
    STOPPING = "stopping", _("Stopping")
    DONE = "done", _("Done")
    IMPOSSIBLE = "impossible", _("No plan is possible")
    FAILED = "failed", _("Failed")
    INTERRUPTED = "interrupted", _("Interrupted")
    CANCELLED = "cancelled", _("Cancelled")


AT_WORK = frozenset({RunState.RUNNING, RunState.STOPPING})
"""A worker has the run in hand."""
UNDER_WAY = AT_WORK | {RunState.WAITING}
"""The run has not ended."""


class Made(models.TextChoices):
    """How a plan came about."""

    PLANNER = "planner", _("Made by the planner")
    HAND = "hand", _("Adjusted by hand")
    REPLAN = "replan", _("Changed as little as possible")

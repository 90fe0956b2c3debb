"""Who answers for a figure in a municipality: named, or again the role that the catalogue names."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.core.metric import Metric
from samklang.evidence.models import MetricOwner
from samklang.evidence.queries.catalogue import people_to_own
from samklang.evidence.rules import metric_owner as rules
from samklang.ledger.commands import record


@transaction.atomic
def set_owner(*, by: Person, metric: Metric, owner: Person, now: datetime) -> MetricOwner:
    """Name somebody, in place of whoever was named. Naming the same again changes nothing. Raises NotAllowed."""
    require(rules.name_owners(by))
    municipality = _locked(by)
    leads = people_to_own(municipality, timezone.localdate(now)).filter(pk=owner.pk).exists()
    require(rules.be_owner(owner, by, leads=leads))
    held = MetricOwner.objects.filter(municipality=municipality, metric=metric.key).first()
    if held is not None and held.owner_id == owner.pk:
        return held
    made, _ = MetricOwner.objects.update_or_create(
        municipality=municipality, metric=metric.key, defaults={"owner": owner, "set_by": by, "set_at": now}
    )
    details = {"metric": metric.key}
    record("metric-owner-named", by=by, subject=made, about=owner, place=municipality, details=details)
    return made


@transaction.atomic
def clear_owner(*, by: Person, metric: Metric) -> bool:
    """Let the role answer again. Whether somebody was named. Raises NotAllowed."""
    require(rules.name_owners(by))
    municipality = _locked(by)
    held = MetricOwner.objects.filter(municipality=municipality, metric=metric.key).select_related("owner").first()
    if held is None:
        return False
    details = {"metric": metric.key}
    record("metric-owner-cleared", by=by, subject=held, about=held.owner, place=municipality, details=details)
    held.delete()
    return True


def _locked(by: Person) -> Place:
    """One change of a municipality's owners at a time."""
    found: Place = Place.objects.select_for_update().get(pk=by.municipality_id)
    return found

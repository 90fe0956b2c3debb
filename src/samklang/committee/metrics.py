"""The figures of the committee page itself, each with what it means: the others are those of the areas. Pure."""

from collections.abc import Mapping

from samklang.core.metric import Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

AREA = say("Committee page")
STILL_HERE, COST_PER_TRAINED, COST_PER_HERE = "trained-still-here", "cost-per-trained", "cost-per-trained-here"
COST_ACCOUNTED, COST_GRANTED, COST_OWN = "cost-accounted", "cost-paid-by-grants", "cost-borne-ourselves"
COST_OWN_HOURS, COST_WITHIN = "cost-own-hours", "cost-within-days"
_BOOKS = say("The books of the grants: every voucher that has been entered by the day.")
_PAGE = (Seen(say("Committee page"), "committee:issues"),)
_COST = say("What has been paid by the last day of the page, for every programme of the jobcentre.")
_CAVEAT = say(
    "It falls with every colleague who is trained, and rises with every one who leaves. Hours of staff in courses cost"
    " too, and are in it only where the accounts count them."
)

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=STILL_HERE, area="committee", label=say("Trained and still employed"),
        definition=say("How many of those who have been trained at the jobcentre are employed there on the day."),
        unit=say("people of those trained"),
        numerator=say("Those employed at the jobcentre on the day who are trained."),
        denominator=say("Everybody who was ever employed there and is trained, or was when they left."),
        source=say("Certificates and attendance of the courses, and the staff register."),
        caveat=say("Whoever left may use what they learnt elsewhere. That is worth something, but not here."),
        n=say("people who were trained"), least=LEAST, owner="head", rung=Rung.ATTENDED, parts=False, seen=_PAGE,
    ),
    Metric(
        key=COST_PER_TRAINED, area="committee", label=say("Cost for each who was trained"),
        definition=say("What the training has cost, divided by how many have been trained."),
        unit=say("kroner"),
        numerator=_COST,
        denominator=say("Everybody who was ever employed there and is trained, or was when they left."),
        source=say("The accounts of the grants where there are any, else the published plans."),
        caveat=_CAVEAT, n=say("people who were trained"), least=LEAST, owner="head", parts=False, seen=_PAGE,
    ),
    Metric(
        key=COST_PER_HERE, area="committee", label=say("Cost for each who is trained and still here"),
        definition=say("What the training has cost, divided by how many of those trained are still employed."),
        unit=say("kroner"),
        numerator=_COST,
        denominator=say("Those employed at the jobcentre on the day who are trained."),
        source=say("The accounts of the grants where there are any, else the published plans."),
        caveat=_CAVEAT, n=say("people trained and still here"), least=LEAST, owner="head", parts=False, seen=_PAGE,
    ),
    Metric(
        key=COST_ACCOUNTED, area="committee", label=say("Cost of the training by the accounts"),
        definition=say("What has been entered as cost in the books of the grants, hours of our own staff among it."),
        unit=say("kroner"),
        numerator=say("The sum of the costs of all vouchers by the day, counter-entries taken off."),
        denominator=None, source=_BOOKS,
        caveat=say("What nobody has entered yet is not in it. What is paid outside the grants is in it only where it"
                   " is entered."),
        n=say("vouchers"), least=0, owner="programme-lead", seen=_PAGE,
    ),
    Metric(
        key=COST_GRANTED, area="committee", label=say("Of the cost, paid by grants"),
        definition=say("What the grants come to for the costs entered so far, by their own terms."),
        unit=say("kroner"), numerator=say("For each grant its share of the costs under headings it pays, up to what was"
                                          " awarded."),
        denominator=None, source=_BOOKS,
        caveat=say("The funder decides when the accounts are approved. What was received beyond it is paid back."),
        n=say("vouchers"), least=0, owner="programme-lead", seen=_PAGE,
    ),
    Metric(
        key=COST_OWN, area="committee", label=say("Of the cost, borne by the municipality"),
        definition=say("What is left of the cost when what grants pay for it is taken off."),
        unit=say("kroner"), numerator=say("The cost by the accounts less what grants come to for it."),
        denominator=None, source=_BOOKS,
        caveat=say("Hours of our own staff are in it: money that is paid anyway, and work that is not done meanwhile."),
        n=say("vouchers"), least=0, owner="programme-lead", seen=_PAGE,
    ),
    Metric(
        key=COST_OWN_HOURS, area="committee", label=say("Of the cost, hours of our own staff"),
        definition=say("What the hours of our own staff come to that have been entered in the books of the grants."),
        unit=say("kroner"), numerator=say("The sum of all vouchers of own hours by the day, counter-entries off."),
        denominator=None, source=_BOOKS,
        caveat=say("Only hours that are entered for a grant are in it. It is pay that would be paid anyway."),
        n=say("vouchers of own hours"), least=0, owner="programme-lead", seen=_PAGE,
    ),
    Metric(
        key=COST_WITHIN, area="committee", label=say("Of the cost, within the days of the page"),
        definition=say("What the training has cost from the first day of the page to the last."),
        unit=say("kroner"), numerator=say("Vouchers, or payments of the published plans, dated on those days."),
        denominator=None, source=say("The accounts of the grants where there are any, else the published plans."),
        caveat=say("Two pages are often about different numbers of days, so it is not held against the page before."),
        n=say("vouchers or payments"), least=0, owner="programme-lead", seen=_PAGE,
    ),
)  # fmt: skip
"""By key, in the order they are shown."""

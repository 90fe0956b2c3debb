"""The figures of courses, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.metric import PER_CENT, Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

ATTENDANCE, TRAINED, EXPIRING, CERTIFICATES = "attendance", "trained", "certificates-expiring", "certificates"
TASKS_DONE, EFFORT, PASSED, QUESTION = "tasks-done", "effort", "knowledge-passed", "question-right"
ANSWERED, STATEMENT, FORECAST = "evaluations-answered", "evaluation", "trained-forecast"
TURNOVER, SPENT = "turnover", "cost-so-far"

_COURSE = Seen(say("Each course"), "delivery:courses")
_OUTLOOK = Seen(say("The forecast of each course"), "delivery:courses")
_KNOWLEDGE = Seen(say("The knowledge page of each course"), "delivery:courses")
_EVALUATIONS = Seen(say("The evaluations of each course"), "delivery:courses")

_ATTENDED = (
    Metric(
        key=ATTENDANCE, area="delivery", label=say("Came to the session"),
        definition=say("How many of those whose attendance was taken at a session were there, on time or late."),
        unit=PER_CENT,
        numerator=say("Those marked as present or late."),
        denominator=say("Those marked as present, late, there for a part, or absent. Whoever is not marked is left"
                        " out."),
        source=say("Attendance as the trainer took it, by code in the room or on paper."),
        caveat=say("Being there is not learning. Whoever was there for a part counts as not having come here, though"
                   " three quarters of a session are enough for the certificate."),
        n=say("people marked"), least=0, owner="programme-lead", rung=Rung.ATTENDED, seen=(_COURSE,),
    ),
    Metric(
        key=TRAINED, area="delivery", label=say("Are trained"),
        definition=say("How many of those employed at the jobcentre today are trained by the course."),
        unit=say("people of those employed"),
        numerator=say("Those with a certificate in force, or who have been at every module, here or before, and have"
                      " had no certificate that expired or was withdrawn."),
        denominator=say("Everybody employed at the jobcentre on the day, temps included."),
        source=say("Certificates, attendance, training from before and the staff register."),
        caveat=say("Trained tells what somebody has been through, not what they do in a conversation."),
        n=say("people"), least=0, owner="programme-lead", rung=Rung.ATTENDED, seen=(_OUTLOOK,),
    ),
    Metric(
        key=CERTIFICATES, area="delivery", label=say("Hold a certificate in force"),
        definition=say("How many people hold a certificate of the course that has neither expired nor been withdrawn."),
        unit=say("people"),
        numerator=say("People with at least one such certificate today."),
        denominator=None,
        source=say("Certificates given by the course."),
        caveat=say("What a certificate asks for is decided by the course and can change: those given before stand."),
        n=say("people"), least=0, owner="programme-lead", rung=Rung.ATTENDED, seen=(_COURSE,),
    ),
    Metric(
        key=EXPIRING, area="delivery", label=say("Certificates by when they expire"),
        definition=say("How many certificates of people employed today expire in each quarter."),
        unit=say("certificates"),
        numerator=say("Certificates in force whose last day lies in the quarter."),
        denominator=None,
        source=say("Certificates given by the course, and the staff register."),
        caveat=say("Whoever leaves before then is still in it."),
        n=say("certificates"), least=0, owner="programme-lead", rung=Rung.ATTENDED, seen=(_OUTLOOK,),
    ),
)  # fmt: skip
_LEARNT = (
    Metric(
        key=TASKS_DONE, area="delivery", label=say("Used within days"),
        definition=say("How many of the tasks before and after sessions that were wanted by now are done."),
        unit=say("tasks of those wanted"),
        numerator=say("Tasks marked as done by whoever they were given to."),
        denominator=say("Tasks of the course whose day has come."),
        source=say("People's own word on tasks, tries, thoughts on them and talks with a peer."),
        caveat=say("It is told by people themselves, and tells that something was tried, not how well."),
        n=say("people with tasks"), least=LEAST, owner="programme-lead", rung=Rung.DOES, seen=(_COURSE,),
    ),
    Metric(
        key=EFFORT, area="delivery", label=say("Effort before, during and after"),
        definition=say("How the minutes planned for one person are spread over before, during and after the sessions."),
        unit=PER_CENT,
        numerator=say("Minutes planned before the sessions, in them, or after."),
        denominator=say("All minutes planned for one person, on average over the cohorts."),
        source=say("Sessions and follow-ups as they are planned, and a usual time for tasks, tries and talks with a"
                   " peer."),
        caveat=say("It is what is planned, not what people spend."),
        n=say("minutes"), least=0, owner="programme-lead",
        seen=(Seen(say("Before, during and after, in each course"), "delivery:courses"),),
    ),
    Metric(
        key=PASSED, area="delivery", label=say("Have passed the knowledge check"),
        definition=say("How many of those who have finished a knowledge check of the course have passed one."),
        unit=say("people of those who took it"),
        numerator=say("People with at least one check in which the share of right answers reached the pass mark that"
                      " held then."),
        denominator=say("People who have finished at least one."),
        source=say("Knowledge checks of the course, each with its own questions."),
        caveat=say("It may be taken again, and the best counts. Whoever has not taken it is not in it."),
        n=say("people who took it"), least=LEAST, owner="programme-lead", rung=Rung.KNOWS, seen=(_KNOWLEDGE, _COURSE),
    ),
    Metric(
        key=QUESTION, area="delivery", label=say("Right the first time"),
        definition=say("How many answered a question right the first time they met it."),
        unit=say("people of those asked"),
        numerator=say("Those whose first answer was right."),
        denominator=say("Those who met the question in a check that they finished. Not answered counts as not right."),
        source=say("Knowledge checks of the course."),
        caveat=say("A question that nearly nobody gets right may be a poor question."),
        n=say("people asked"), least=LEAST, owner="programme-lead", rung=Rung.KNOWS, seen=(_KNOWLEDGE,),
    ),
    Metric(
        key=ANSWERED, area="delivery", label=say("Have answered the evaluation"),
        definition=say("How many of the evaluations that people were asked for are answered."),
        unit=say("answers of those asked for"),
        numerator=say("Evaluations answered."),
        denominator=say("Evaluations asked for."),
        source=say("The evaluations of the course, without names."),
        caveat=say("Where few answer, the answers say little of the others."),
        n=say("people asked"), least=LEAST, owner="programme-lead", seen=(_COURSE, _EVALUATIONS),
    ),
    Metric(
        key=STATEMENT, area="delivery", label=say("What people say of the course"),
        definition=say("How far people agree with each statement about the course, at once and some weeks later."),
        unit=say("from 1 to 5"),
        numerator=say("The sum of the levels given."),
        denominator=say("Those who answered the statement, in groups whose time to answer is out and of which enough"
                        " have answered."),
        source=say("Evaluations, kept without names."),
        caveat=say("To be glad of a course is not to have learnt from it. The line is one standard deviation to each"
                   " side: how far people differ, not how sure the mean is."),
        n=say("answers in each group"), least=LEAST, owner="programme-lead", seen=(_EVALUATIONS,),
    ),
)  # fmt: skip
_AHEAD = (
    Metric(
        key=TURNOVER, area="delivery", label=say("Staff who leave in a year"),
        definition=say("How many of the staff leave the jobcentre for good in a year, as seen over the last two."),
        unit=PER_CENT,
        numerator=say("Those whose last employment at the jobcentre ended in the last two years. Temps are left out,"
                      " since their end is agreed from the start."),
        denominator=say("The years that everybody was employed there in that time, added up."),
        source=say("Engagements in the staff register."),
        caveat=say("The past two years need not be like the next two. With fewer than five who left, or fewer than"
                   " twenty years of work, a usual share is taken instead."),
        n=say("people who left"), least=LEAST, owner="head", seen=(_OUTLOOK,),
    ),
    Metric(
        key=FORECAST, area="delivery", label=say("Trained and still here"),
        definition=say("How many are expected to be trained and still employed in the coming months."),
        unit=say("people, expected"),
        numerator=say("The mean over simulated futures of those trained now or by the plan who are still employed, with"
                      " the bounds that 9 of 10 futures lie within."),
        denominator=say("For the share: the posts there are today."),
        source=say("The staff register, the course, the plan that holds, and the turnover seen here or a usual one."),
        caveat=say("It is a reckoning under assumptions, not a promise. That certificates expire is not in it."),
        n=say("simulated futures"), least=0, owner="head", seen=(_OUTLOOK,),
    ),
    Metric(
        key=SPENT, area="delivery", label=say("Cost of the course so far"),
        definition=say("What the dates of the plan until today cost, of what the whole plan costs."),
        unit=say("kroner"),
        numerator=say("The sum of the plan's payments until today."),
        denominator=None,
        source=say("The plan that holds."),
        caveat=say("It is by the plan. What has been paid stands in the accounts."),
        n=say("payments"), least=0, owner="programme-lead", seen=(_COURSE,),
    ),
)  # fmt: skip

METRICS: Mapping[str, Metric] = by_key(*_ATTENDED, *_LEARNT, *_AHEAD)
"""By key, in the order they are shown."""

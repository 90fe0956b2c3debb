"""What the tables of the committee page are called, and why each is kept."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

COMMITTEE: Mapping[str, tuple[Sentence, Sentence]] = {
    "committee.issue": (
        say("Committee pages made or issued"),
        say("Show who answers for what the committee was told."),
    ),
    "committee.schedule": (
        say("Schedules of the committee page set"),
        say("Show who answers for a decision."),
    ),
    "committee.recipient": (
        say("Committee pages you get by mail"),
        say("Needed to send them, until you say stop."),
    ),
}

COMMITTEE_FIELDS: Mapping[str, Sentence] = {
    "issued_at": say("Issued"),
    "next_day": say("Next day"),
    "paused_at": say("Paused"),
    "put_away_at": say("Put away"),
    "schedule": say("Schedule"),
    "tour_ended_at": say("Tour of the site ended"),
}
"""What its fields are called, and the one of a person that tells of the tour."""

"""What the forecast takes for granted. Every figure has a unit, a range, a source, and can be set."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Effect = Annotated[float, Field(ge=-3, le=3, allow_inf_nan=False)]
Months = Annotated[int, Field(ge=0, le=120)]

SICK_DAYS_A_YEAR = 11
"""Days of sickness a year for one full-time social worker: 11.1 in 2019 (dknyt.dk, “Sygefraværet steg en smule i
kommuner og regioner sidste år”)."""
WORKING_DAYS_A_YEAR = 227
"""Working days in one year behind the municipal sickness figures (fyens.dk, article 3351418)."""
SICKNESS_SHARE = SICK_DAYS_A_YEAR / WORKING_DAYS_A_YEAR
MONTHS_IN_HALF_YEAR = 6


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Assumptions:
    """How people come, go, are away and forget.

    raises: ValueError where a figure is outside its range.
    """

    turnover: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.20
    """Share of the staff who leave in a year, 0 to below 1. Source: all municipal staff 19.5 % (2012) to 21.3 % (2016)
    (KORA, “Personaleomsætningen i kommunerne”). That figure counts leavers, hires and moves inside the municipality, so
    as a share of leavers it is on the high side. There is no national figure for jobcentres alone."""
    turnover_low: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.10
    """The low scenario, share a year. Our choice, below Roskilde's 16.7 % and its goal of 15 %."""
    turnover_high: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.33
    """The high scenario, share a year. Source: a team of 35 in Hillerød lost 33 % in 2020 (socialraadgiverne.dk)."""
    leave_share: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] = 0.04
    """Share of the staff on long leave at any time, 0 to 0.5. An assumption: no rate is published."""
    leave_months: Annotated[float, Field(ge=1, le=60, allow_inf_nan=False)] = 10.0
    """Mean length of a long leave in months, 1 to 60. An assumption, near an ordinary maternity leave."""
    sickness_share: Share = SICKNESS_SHARE
    """Share of working days a person is ill, 0 to 1: 11 days of 227, see the two constants above."""
    vacancy_months: Months = 2
    """Months from a person leaving until an untrained newcomer has the post, 0 to 120. An assumption."""
    ramp_up_months: Months = 6
    """Months until a newcomer carries a full load, 0 to 120. Source: the Danish Association of Social Workers advises a
    lower caseload for about six months. It is a stand-in, not a measured learning curve."""
    gain_sd: Annotated[float, Field(gt=0, le=3, allow_inf_nan=False)] = 0.76
    """Gain in skill right after training in standard deviations (d), above 0 to 3. Source: 21 papers on training in
    motivational interviewing abroad (paperexplained.cn, e042bc17); not measured for the job-oriented conversation."""
    fade_sd: Effect = 0.30
    """Loss over six months without follow-up, in standard deviations, -3 to 3. Same source."""
    fade_coached_sd: Effect = -0.03
    """Loss over six months with enough follow-ups; below 0 is a gain, -3 to 3. Same source: +0.03."""
    follow_ups_enough: Annotated[int, Field(ge=1, le=26)] = 3
    """Follow-ups in six months that keep the skill, 1 to 26. Same source: three to four sessions."""
    follow_ups: Annotated[float, Field(ge=0, le=26, allow_inf_nan=False)] = 0.0
    """Follow-ups each trained person gets in six months, 0 to 26. The loss is a straight line from none to enough."""
    fade_shape: Literal["levelling", "straight"] = "levelling"
    """How the loss goes on after the six months that were studied. levelling: the same share of what is left in each
    half-year. straight: the same amount in each half-year until nothing is left. After six months both say the same;
    what comes later is measured by nobody, and levelling claims the smaller loss."""
    months_since_training: Months = 0
    """Months since those already trained were trained, 0 to 120. Only the skill kept depends on it."""
    refill_per_half_year: Annotated[int, Field(ge=0, le=100_000)] = 0
    """People trained each half-year once the planned courses are over, 0 and up."""
    refill_every_months: Literal[1, 2, 3, 6] = 3
    """Months between those courses; the half-year's people are spread evenly over them."""

    @property
    def leaving_a_month(self) -> float:
        """The chance that a person leaves within a month, 0 to 1, so that twelve months give the yearly turnover."""
        return monthly(self.turnover)

    @property
    def fade_half_year_sd(self) -> float:
        """Loss over six months with the follow-ups that are given, in standard deviations."""
        coached = min(self.follow_ups / self.follow_ups_enough, 1.0)
        return self.fade_sd + coached * (self.fade_coached_sd - self.fade_sd)

    def kept(self, months: float) -> float:
        """The part of the gain right after training that is left after a number of months.

        months:  since training, from 0.
        returns: 0 to 1. Never above 1: the study behind the small gain with coaching lasted six months only.
        """
        half_years = months / MONTHS_IN_HALF_YEAR
        lost = self.fade_half_year_sd / self.gain_sd
        left = 1 - lost * half_years if self.fade_shape == "straight" else max(0.0, 1 - lost) ** half_years
        return min(1.0, max(0.0, left))


def monthly(yearly: float) -> float:
    """The chance in one month that gives a yearly share when the chance is the same every month.

    yearly:  0 to below 1.
    returns: 1 - (1 - yearly)^(1/12), 0 to below 1.
    """
    return float(1 - (1 - yearly) ** (1 / 12))

"""Who is trained and still here in some months' time, and what refill keeps it at a goal."""

from samklang.core.planner.forecast.assumptions import SICKNESS_SHARE, Assumptions, monthly
from samklang.core.planner.forecast.expected import expected_trained
from samklang.core.planner.forecast.outlook import Estimate, Forecast, Point, Scenario, forecast, forecast_plan
from samklang.core.planner.forecast.refill import Refill
from samklang.core.planner.forecast.staff import Known, Start, from_plan
from samklang.core.planner.forecast.told import told

__all__ = [
    "SICKNESS_SHARE",
    "Assumptions",
    "Estimate",
    "Forecast",
    "Known",
    "Point",
    "Refill",
    "Scenario",
    "Start",
    "expected_trained",
    "forecast",
    "forecast_plan",
    "from_plan",
    "monthly",
    "told",
]

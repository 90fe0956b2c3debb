"""The facts of the method: one file for each noun."""

from samklang.method.models.assessment import AssessedLevel, Assessment
from samklang.method.models.concept import Concept
from samklang.method.models.development import DevelopmentPlan, Goal
from samklang.method.models.edition import Edition, Framework
from samklang.method.models.indicator import Anchor, Competence, Indicator, Phase
from samklang.method.models.profile import Demand, Profile, RoleProfile

__all__ = [
    "Anchor", "AssessedLevel", "Assessment", "Competence", "Concept", "Demand", "DevelopmentPlan", "Edition",
    "Framework", "Goal", "Indicator", "Phase", "Profile", "RoleProfile",
]  # fmt: skip

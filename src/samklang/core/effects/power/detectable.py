"""The smallest effect that an estimate with such an error would have seen."""

from math import isfinite

from scipy.special import stdtrit

from samklang.core.effects.answers import POWER


def detectable(
    standard_error: float | None, clusters: int, *, power: float = POWER, confidence: float = 0.95
) -> float | None:
    """The smallest true effect whose interval would lie on one side of none so often.

    standard_error: in the outcome's unit, 0 or more; None where there is none.
    clusters:       independent clusters it rests on; t with one degree of freedom fewer.
    returns:        in the outcome's unit; None without a standard error or with fewer than 2 clusters.
    raises:         ValueError for an error that is not a number of 0 or more, or a power or confidence not between
                    0 and 1.
    source:         Bloom (1995), Evaluation Review 19(5), 547-556.
    """
    if not (0 < power < 1 and 0 < confidence < 1):
        raise ValueError("Power and confidence are between 0 and 1.")
    if standard_error is None or clusters < 2:
        return None
    if not (isfinite(standard_error) and standard_error >= 0):
        raise ValueError("A standard error is a number of 0 or more.")
    degrees = clusters - 1
    return float((stdtrit(degrees, (1 + confidence) / 2) + stdtrit(degrees, power)) * standard_error)

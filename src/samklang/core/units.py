"""The units that amounts are kept in: money in øre, shares in percent, time in half-days."""

ORE_PER_KRONE = 100


def ore(kroner: float) -> int:
    """Kroner as whole øre, rounded half away from zero.

    kroner:  an amount in kroner, any sign.
    returns: øre, a whole number.
    """
    return int(abs(kroner) * ORE_PER_KRONE + 0.5) * (-1 if kroner < 0 else 1)

from math import exp, lgamma, log, log1p

BISECTIONS = 200
TERMS = 500
ACCURACY = 1e-15
TINY = 1e-300


def quantile(probability: float, a: float, b: float) -> float:
    """Where the Beta(a, b) distribution has `probability` below it, by bisection on [0, 1].

    Source: domain.md 5.2 (Jeffreys).
    """
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if middle in (low, high):  # no number lies between: the rest would change nothing
            break
        if share_below(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def share_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and a, b > 0."""
    if x in (0, 1):
        return float(x)
    # The fraction converges fast only left of the bulk; I_x(a, b) = 1 - I_(1-x)(b, a).
    if x > (a + 1) / (a + b + 2):
        return 1 - share_below(1 - x, b, a)
    front = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    # Lentz's method: each step multiplies by the ratio of two neighbouring approximations.
    # TINY stands in for a denominator of 0.
    upper, lower, product = 1.0, 0.0, 1.0
    for term in range(1, TERMS):
        step = _coefficient(term, x, a, b)
        lower = 1 / ((1 + step * lower) or TINY)
        upper = (1 + step / upper) or TINY
        product *= upper * lower
        if abs(upper * lower - 1) < ACCURACY:
            break
    return product


def _coefficient(term: int, x: float, a: float, b: float) -> float:
    half, odd = divmod(term, 2)
    if odd:
        return -(a + half) * (a + b + half) * x / ((a + term - 1) * (a + term))
    return half * (b - half) * x / ((a + term - 1) * (a + term))

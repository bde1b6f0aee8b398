"""Power of the two-sample t test."""

import math

from distributions import noncentral_t
from record import Topic
from scipy import stats
from scipy.optimize import brentq
from statsmodels.stats.power import TTestIndPower

SIDES = {"twoSided": "two-sided", "greater": "larger", "less": "smaller"}


def exact(d, first, second, alpha, name):
    """Power for d > 0 in the direction of the alternative."""
    df, delta = first + second - 2, d * math.sqrt(first * second / (first + second))
    critical = stats.t.isf(alpha / (2 if name == "twoSided" else 1), df)
    power = 1 - noncentral_t(critical, df, delta)
    return float(power + noncentral_t(-critical, df, delta) if name == "twoSided" else power)


def make():
    topic = Topic("power")
    test = TTestIndPower()
    for first, second in [(10, 10), (28, 72), (181, 193), (374, 2000), (793, 1997), (5, 40)]:
        ratio = second / first
        for alpha in [0.05, 0.01]:
            for name, side in SIDES.items():
                for size in [0.1, 0.38, 0.8]:
                    d = -size if name == "less" else size
                    call = f"statsmodels TTestIndPower().power({d}, {first}, {alpha}, {ratio}, alternative='{side}')"
                    power = test.power(d, first, alpha, ratio=ratio, alternative=side)
                    if not math.isfinite(power):
                        call = "mpmath.quad as in distributions.noncentral_t: SciPy's nct gives NaN here"
                        power = exact(size, first, second, alpha, name)
                    topic.add("power", call,
                              {"d": d, "first": first, "second": second, "alpha": alpha, "alternative": name},
                              {"power": power})
            # solve_power itself stops early (1e-6 for d, 1e-8 for sizes), hence the root of its power.
            rough = test.solve_power(None, first, alpha, 0.8, ratio=ratio, alternative="two-sided")
            found = brentq(lambda d: test.power(d, first, alpha, ratio=ratio) - 0.8, rough * 0.99, rough * 1.01,
                           xtol=1e-14)
            topic.add("minimumDetectableEffect",
                      "scipy.optimize.brentq of statsmodels TTestIndPower().power(d, n1, alpha, n2/n1) = 0.8",
                      {"first": first, "second": second, "alpha": alpha, "power": 0.8}, {"d": found})
    for d in [0.05, 0.2, 0.38, 1.0]:
        for ratio in [1.0, 2.5, 0.4]:
            for target in [0.8, 0.95]:
                rough = test.solve_power(d, None, 0.05, target, ratio=ratio)
                found = brentq(lambda n: test.power(d, n, 0.05, ratio=ratio) - target, rough * 0.999, rough * 1.001,
                               xtol=1e-12)
                topic.add("requiredSize",
                          f"scipy.optimize.brentq of statsmodels TTestIndPower().power({d}, n, 0.05, {ratio}) = {target}",
                          {"d": d, "ratio": ratio, "power": target}, {"first": found})
    return topic

"""Two independent groups: Welch, effect sizes, Mann-Whitney, Cliff, TOST."""

import mpmath as mp
import numpy as np
import pingouin
from record import Topic
from scipy import stats
from scipy.optimize import brentq
from statsmodels.stats.weightstats import ttost_ind

random = np.random.default_rng(374)


def samples():
    yield random.normal(0.396, 0.65, 181), random.normal(0.092, 0.92, 193)
    yield random.integers(-8, 9, 150) / 4, random.integers(-4, 9, 40) / 4
    yield np.array([1.0, 2.5, 3.0]), np.array([0.5, 4.0])
    yield random.normal(0, 1, 7), random.normal(1, 3, 25)
    yield random.integers(0, 3, 120) * 1.0, random.integers(0, 3, 250) * 1.0


def make():
    topic = Topic("groups")
    for first, second in samples():
        given = {"first": first, "second": second}
        for side, name in [("two-sided", "twoSided"), ("greater", "greater"), ("less", "less")]:
            test = stats.ttest_ind(first, second, equal_var=False, alternative=side)
            topic.add("welch", f"scipy.stats.ttest_ind(x, y, equal_var=False, alternative='{side}')",
                      given | {"alternative": name}, {"t": test.statistic, "df": test.df, "p": test.pvalue})
        interval = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
        topic.add("welchInterval", "scipy.stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.95)", given,
                  {"lower": interval.low, "upper": interval.high})
        test = stats.mannwhitneyu(first, second)
        topic.add("mannWhitney", "scipy.stats.mannwhitneyu(x, y)", given, {"u": test.statistic, "p": test.pvalue})
        d = pingouin.compute_effsize(first, second, eftype="cohen")
        m = len(first) + len(second) - 2
        correction = mp.gamma(mp.mpf(m) / 2) / (mp.sqrt(mp.mpf(m) / 2) * mp.gamma(mp.mpf(m - 1) / 2))
        topic.add("effectSizes",
                  "pingouin.compute_effsize(x, y, eftype='cohen'); times mpmath's exact gamma ratio; "
                  "(mean(x)-mean(y))/std(y, ddof=1); numpy.sign(x[:,None]-y).mean()", given,
                  {"d": d, "g": float(d * correction),
                   "glass": (first.mean() - second.mean()) / second.std(ddof=1),
                   "cliff": np.sign(first[:, None] - second[None, :]).mean()})
        unit = np.sqrt(1 / len(first) + 1 / len(second))
        limits = [brentq(lambda delta: stats.nct.cdf(d / unit, m, delta) - tail, d / unit - 5, d / unit + 5,
                         xtol=1e-13, rtol=1e-13) * unit for tail in (0.975, 0.025)]
        topic.add("cohensDInterval", "scipy.optimize.brentq on scipy.stats.nct.cdf(t, df, delta) = .975, .025", given,
                  {"lower": limits[0], "upper": limits[1]})
        for margin in [0.2, 0.6, 2.0]:
            p, lower, upper = ttost_ind(first, second, -margin, margin, usevar="unequal")
            topic.add("tost", f"statsmodels ttost_ind(x, y, -{margin}, {margin}, usevar='unequal')",
                      given | {"margin": margin}, {"p": p, "pLower": lower[1], "pUpper": upper[1]})
    for m, n in [(1, 1), (3, 5), (8, 8), (8, 30), (5, 200), (1, 40)]:
        values = random.permutation(m + n) * 1.0
        first, second = values[:m], values[m:]
        test = stats.mannwhitneyu(first, second, method="exact")
        topic.add("mannWhitney", "scipy.stats.mannwhitneyu(x, y, 'two-sided', method='exact')",
                  {"first": first, "second": second}, {"u": test.statistic, "p": test.pvalue})
    return topic

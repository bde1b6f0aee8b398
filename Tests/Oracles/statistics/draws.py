"""Ensembles of draws: the fair ranked probability score, agreement, entropy, skill, and the variance of instruments."""

from itertools import combinations, product

import numpy as np
import pandas
import statsmodels.api as sm
from record import Topic
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

random = np.random.default_rng(1019)


def fair(members, outcome):
    """The fair CRPS of an ensemble of numbers; of whole numbers it is the fair RPS. Ferro 2014, equation 8."""
    m = len(members)
    spread = sum(abs(a - b) for a in members for b in members) / (2 * m * (m - 1))
    return np.mean([abs(a - outcome) for a in members]) - spread


def miller_madow(counts):
    counts = np.array(counts)
    return stats.entropy(counts / counts.sum()) + (np.count_nonzero(counts) - 1) / (2 * counts.sum())


def ensembles(topic):
    for categories, draws in [(2, 2), (5, 2), (5, 3), (5, 10), (7, 30), (3, 4)]:
        members = random.integers(0, categories, draws)
        counts = np.bincount(members, minlength=categories)
        pairs = list(combinations(members, 2))
        for outcome in {0, categories // 2, categories - 1}:
            topic.add("fairScore", "mean |x - y| - sum |x_i - x_j| / 2m(m - 1)", {"counts": counts, "outcome": outcome},
                      {"score": fair(members, outcome)})
        topic.add("drawEntropy", "scipy.stats.entropy(counts / m) + (seen - 1) / 2m; combinations(draws, 2)",
                  {"counts": counts},
                  {"entropy": miller_madow(counts), "agreement": np.mean([a == b for a, b in pairs])})


def expected(topic):
    for law, draws in [([0.2, 0.3, 0.5], 2), ([0.1, 0.15, 0.25, 0.5], 5), ([1, 0, 0], 3), ([0.25] * 4, 7)]:
        sum_ = 0.0
        for counts in product(range(draws + 1), repeat=len(law)):
            if sum(counts) == draws:
                sum_ += stats.multinomial.pmf(counts, draws, law) * miller_madow(counts)
        topic.add("expectedEntropy", "sum multinomial.pmf(n) * Miller-Madow(n); scipy.stats.entropy(p)",
                  {"law": law, "draws": draws}, {"expected": sum_, "law": stats.entropy(law)})


def skill(topic):
    for clusters in [3, 12, 200]:
        own, reference = random.normal(0.6, 0.4, clusters), random.uniform(0.05, 2, clusters)
        fit = sm.WLS(own / reference, np.ones(clusters), weights=reference).fit(
            cov_type="cluster", cov_kwds={"groups": np.arange(clusters)}, use_t=True)
        low, high = 1 - fit.conf_int(0.05)[0][::-1]
        topic.add("skill", "1 - sm.WLS(a / b, ones, weights=b).fit(cov_type='cluster', use_t=True): params, bse, conf_int",
                  {"own": own, "reference": reference},
                  {"value": 1 - fit.params[0], "standardError": fit.bse[0], "lower": low, "upper": high})


def between(topic):
    for n, k, spread in [(8, 2, 0.5), (40, 3, 0.2), (25, 5, 0.0)]:
        values = (random.normal(0, 1, (n, 1)) + random.normal(0, spread, (1, k)) + random.normal(0, 0.4, (n, k)))
        frame = pandas.DataFrame(
            [(c, i, values[c, i]) for c in range(n) for i in range(k)], columns=["c", "i", "y"])
        table = anova_lm(ols("y ~ C(c) + C(i)", frame).fit())
        own, rest = table.loc["C(i)", "mean_sq"], table.loc["Residual", "mean_sq"]
        topic.add("betweenVariance", "anova_lm(ols('y ~ C(c) + C(i)')): (MS_i - MS_rest) / n, MS_rest / n",
                  {"values": values}, {"between": (own - rest) / n, "within": rest / n})


def make():
    topic = Topic("draws")
    ensembles(topic)
    expected(topic)
    skill(topic)
    between(topic)
    return topic

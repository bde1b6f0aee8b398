"""Clustered ratios and shares: regressions on a constant with cluster-robust covariance."""

import numpy as np
import statsmodels.api as sm
from record import Topic
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

random = np.random.default_rng(1104)


def pairs(clusters, share, spread):
    """Binary observations in clusters of 1 to 5, the clusters' own shares spread out."""
    ids, values = [], []
    for cluster in range(clusters):
        own = random.beta(share * spread, (1 - share) * spread)
        for _ in range(random.integers(1, 6)):
            ids.append(cluster)
            values.append(float(random.uniform() < own))
    return np.array(ids), np.array(values)


def sums(ids, values):
    return [{"total": values[ids == c].sum(), "weight": (ids == c).sum()} for c in np.unique(ids)]


def robust(ids, values):
    return sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": ids}, use_t=True)


def part(ids, values, chosen, cluster):
    chosen = chosen & (ids == cluster)
    return {"total": values[chosen].sum(), "weight": chosen.sum()}


def ratio(topic, ids, values):
    fit = robust(ids, values)
    low, high = fit.conf_int(0.05)[0]
    topic.add("ratio",
              "sm.OLS(y, ones).fit(cov_type='cluster', cov_kwds={'groups': g}, use_t=True): "
              "params, bse, conf_int, pvalues",
              {"sums": sums(ids, values)},
              {"value": fit.params[0], "standardError": fit.bse[0], "lower": low, "upper": high, "p": fit.pvalues[0]})


def make():
    topic = Topic("clusters")
    data = [pairs(28, 0.1, 2), pairs(181, 0.25, 3), pairs(193, 0.16, 3), pairs(2, 0.5, 1e6), pairs(600, 0.02, 5)]
    for ids, values in data:
        if len(set(values[ids == c].mean() for c in np.unique(ids))) > 1:
            ratio(topic, ids, values)
    shifts = [(ids, values - random.integers(0, 2, len(values))) for ids, values in data]
    for ids, values in shifts:
        ratio(topic, ids, values)

    for clusters in [5, 40, 300]:
        totals, weights = random.normal(1, 2, clusters), random.uniform(0.5, 9, clusters)
        fit = sm.WLS(totals / weights, np.ones(clusters), weights=weights).fit(
            cov_type="cluster", cov_kwds={"groups": np.arange(clusters)}, use_t=True)
        low, high = fit.conf_int(0.1)[0]
        topic.add("ratio90", "sm.WLS(total/weight, ones, weights=weight).fit(cov_type='cluster', one row a cluster)",
                  {"sums": [{"total": t, "weight": w} for t, w in zip(totals, weights)]},
                  {"value": fit.params[0], "standardError": fit.bse[0], "lower": low, "upper": high})

    for (ids, values), (_, other) in zip(data[1:3], shifts[1:3]):
        second = random.uniform(size=len(values)) < 0.6
        clusters = len(np.unique(ids))
        design = sm.add_constant((~second).astype(float))
        response = np.where(second, other, values)
        fit = sm.OLS(response, design).fit(
            cov_type="cluster", cov_kwds={"groups": ids, "use_correction": False}, use_t=True)
        error = fit.bse[1] * np.sqrt(clusters / (clusters - 1))
        topic.add("pairedDifference",
                  "sm.OLS(y, [1, first]).fit(cov_type='cluster', use_correction=False): "
                  "params[1], bse[1] * sqrt(G/(G-1))",
                  {"sums": [{"first": part(ids, response, ~second, c), "second": part(ids, response, second, c)}
                            for c in np.unique(ids)]},
                  {"value": fit.params[1], "standardError": error,
                   "p": 2 * stats.t.sf(abs(fit.params[1] / error), clusters - 1)})

    for (ids1, y1), (ids2, y2) in [(shifts[0], shifts[1]), (shifts[1], shifts[2])]:
        a, b = robust(ids1, y1), robust(ids2, y2)
        v1, v2 = a.bse[0] ** 2, b.bse[0] ** 2
        g1, g2 = len(np.unique(ids1)), len(np.unique(ids2))
        df = (v1 + v2) ** 2 / (v1**2 / (g1 - 1) + v2**2 / (g2 - 1))
        topic.add("independentDifference", "two such OLS; Satterthwaite's df of their variances; scipy.stats.t",
                  {"first": sums(ids1, y1), "second": sums(ids2, y2)},
                  {"value": a.params[0] - b.params[0], "standardError": np.sqrt(v1 + v2), "df": df,
                   "p": 2 * stats.t.sf(abs(a.params[0] - b.params[0]) / np.sqrt(v1 + v2), df)})

    for count, size in [(0, 28), (1, 28), (14, 28), (28, 28), (3, 1109), (500000, 4000000)]:
        low, high = proportion_confint(count, size, 0.05, "wilson")
        topic.add("wilson", "statsmodels proportion_confint(count, n, 0.05, method='wilson')",
                  {"count": count, "size": size},
                  {"lower": max(0.0, low) if count else 0.0, "upper": 1.0 if count == size else high})
    for ids, values in data:
        n, share = len(values), values.mean()
        if share in (0, 1):
            continue
        effect = max(1.0, robust(ids, values).bse[0] ** 2 / (share * (1 - share) / n))
        low, high = proportion_confint(share * n / effect, n / effect, 0.05, "wilson")
        topic.add("clusteredShare",
                  "deff = max(1, OLS bse**2 / (p(1-p)/n)); "
                  "proportion_confint(p n/deff, n/deff, 0.05, method='wilson')",
                  {"sums": sums(ids, values)}, {"share": share, "lower": low, "upper": high, "designEffect": effect})
    return topic

"""Whole conversations: two sides over shared clusters, restricted means, log-rank and Gray scores, clustered AUC."""

import numpy as np
import statsmodels.api as sm
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import restricted_mean_survival_time
from record import Topic
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from survival import greenwood

random = np.random.default_rng(2607)


def factor(count):
    return count / (count - 1)


def side(ids, values):
    """Mean, linearised contribution of every cluster, and the CR1 variance, which statsmodels has too."""
    means = {c: (values[ids == c] - values.mean()).sum() / len(values) for c in np.unique(ids)}
    fit = sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster",
                                                   cov_kwds={"groups": ids, "use_correction": False})
    variance = fit.bse[0] ** 2 * factor(len(means))
    assert abs(sum(u * u for u in means.values()) * factor(len(means)) - variance) < 1e-12
    return values.mean(), means, variance


def two_sides(topic, first, second, shared):
    a, b = random.integers(0, first, 4 * first), random.integers(first - shared, first - shared + second, 3 * second)
    own = random.normal(0, 1, first + second)
    x, y = own[a] + random.normal(0, 1, len(a)), own[b] + random.normal(0.5, 1, len(b))
    (m, u, v), (n, w, z) = side(a, x), side(b, y)
    both = set(u) & set(w)
    covariance = sum(u[c] * w[c] for c in both) * np.sqrt(factor(len(u)) * factor(len(w)))
    variance = v + z - 2 * covariance
    df = (v + z) ** 2 / (v**2 / (len(u) - 1) + z**2 / (len(w) - 1)) if not both else min(len(u), len(w)) - 1
    topic.add("twoSides",
              "two sm.OLS(y, ones).fit(cov_type='cluster', use_correction=False), each bse**2 * G/(G-1); covariance of "
              "the clusters that both have",
              {"sums": [{"total1": x[a == c].sum(), "weight1": (a == c).sum(), "total2": y[b == c].sum(),
                         "weight2": (b == c).sum()} for c in sorted(set(u) | set(w))]},
              {"value": n - m, "standardError": np.sqrt(variance), "df": df, "halves": 2 * np.sqrt(2 / np.pi * v)})


def newcombe(topic, count1, size1, count2, size2):
    low, high = confint_proportions_2indep(count2, size2, count1, size1, method="newcomb", compare="diff")
    first, second = (proportion_confint(c, n, method="wilson") for c, n in [(count1, size1), (count2, size2)])
    topic.add("shareDifference", "statsmodels confint_proportions_2indep(c2, n2, c1, n1, method='newcomb')",
              {"first": [count1 / size1, *first], "second": [count2 / size2, *second]}, {"lower": low, "upper": high})


def restricted_mean(topic, time, event, limit):
    fitter = KaplanMeierFitter().fit(time, event)
    table, curve = fitter.event_table, fitter.survival_function_["KM_estimate"]
    moments = [m for m in table.index if m > 0 and m < limit]
    variance = 0.0
    for place, moment in enumerate(moments):
        bounds = moments[place:] + [limit]
        area = sum(float(curve[s]) * (t - s) for s, t in zip(bounds, bounds[1:]))
        n, d = float(table.at_risk[moment]), float(table.observed[moment])
        if n > d:
            variance += area**2 * d / (n * (n - d))
    topic.add("restrictedMean",
              "lifelines restricted_mean_survival_time(KaplanMeierFitter().fit(t, e), t=limit); "
              "Greenwood's sum of areas from event_table",
              {"durations": [{"time": t, "event": bool(e)} for t, e in zip(time, event)], "limit": limit},
              {"value": restricted_mean_survival_time(fitter, t=limit), "standardError": variance**0.5})


def incidence(topic, time, kind):
    _, value, error = greenwood(time, kind)[-1]
    topic.add("incidenceInfluence", "covariance recursion of survival.py's greenwood(t, kind), at the last time",
              {"durations": [{"time": t, "kind": int(k)} for t, k in zip(time, kind)]},
              {"value": value, "standardError": error})


def log_rank(topic, time, event, group, cluster):
    scores = np.zeros(len(time))
    hypergeometric = 0.0
    for moment in np.unique(time):
        risk = time >= moment
        ends = (time == moment) & event
        n, n1, d = risk.sum(), (risk & group).sum(), ends.sum()
        scores += risk * (group - n1 / n) * (ends - d / n)
        if n > 1:
            hypergeometric += d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1)
    score = scores.sum()
    test = logrank_test(time[group], time[~group], event[group], event[~group])
    assert abs(score**2 / hypergeometric - test.test_statistic) < 1e-9 * max(1, test.test_statistic)
    sums = np.array([scores[cluster == c].sum() for c in np.unique(cluster)])
    topic.add("logRank",
              "observed - expected as in lifelines logrank_test (asserted: score**2 / hypergeometric variance is its "
              "test_statistic); its own variance is that of the clusters' sums",
              {"durations": [{"time": t, "event": bool(e), "group": bool(g), "cluster": int(c)}
                             for t, e, g, c in zip(time, event, group, cluster)]},
              {"score": score, "statistic": score**2 / (sums**2).sum()})


def derivatives(estimate, count):
    """What every observation adds to an estimate of weighted observations: its derivative at the weight, by a complex
    step, which is exact."""
    parts = np.zeros(count)
    for i in range(count):
        weight = np.ones(count, complex)
        weight[i] += 1e-30j
        parts[i] = estimate(weight).imag / 1e-30
    return parts


def curves(time, kind, weight):
    """Of every time: S and F of cause 1 right before it, at risk, ends by cause 1."""
    survival, incidence = 1.0, 0.0
    for moment in np.unique(time):
        risk = weight[time >= moment].sum()
        ends = weight[(time == moment) & (kind == 1)].sum()
        yield moment, survival, incidence, risk, ends
        if (time >= moment).any():
            incidence = incidence + survival * ends / risk
            survival = survival * (1 - weight[(time == moment) & (kind > 0)].sum() / risk)


def cause_until(topic, time, kind, limit):
    def incidence(weight):
        return sum(s * d / n for moment, s, _, n, d in curves(time, kind, weight) if moment <= limit)

    def mean(weight):
        return limit - sum(s * d / n * (limit - moment)
                           for moment, s, _, n, d in curves(time, kind, weight) if moment < limit)

    steps = [step for step in greenwood(time, kind) if step[0] <= limit]
    assert abs(incidence(np.ones(len(time))) - steps[-1][1]) < 1e-12
    parts = [derivatives(f, len(time)) for f in (incidence, mean)]
    assert abs((parts[0] ** 2).sum() ** 0.5 - steps[-1][2]) < 1e-12
    topic.add("causeUntil",
              "sums of S(t-) d/n over t <= limit, and limit minus their areas; derivatives at the weights by a complex "
              "step (asserted: the first is survival.py's greenwood, value and error)",
              {"durations": [{"time": t, "kind": int(k)} for t, k in zip(time, kind)], "limit": limit},
              {"value": incidence(np.ones(len(time))), "standardError": (parts[0] ** 2).sum() ** 0.5,
               "mean": mean(np.ones(len(time))), "meanError": (parts[1] ** 2).sum() ** 0.5})


def gray_score(time, kind, group, weight):
    """Gray (1988), rho = 0: observed minus expected ends of the second group by cause 1, from the definition of R."""
    score = 0.0
    survival, incidence = [1.0, 1.0], [0.0, 0.0]
    for moment in np.unique(time):
        own = [group == k for k in (False, True)]
        present = [(time[o] >= moment).any() for o in own]
        risk = [weight[o & (time >= moment)].sum() for o in own]
        ends = [weight[o & (time == moment) & (kind == 1)].sum() for o in own]
        if all(present):
            adjusted = [risk[k] * (1 - incidence[k]) / survival[k] for k in (0, 1)]
            score += ends[1] - sum(ends) * adjusted[1] / sum(adjusted)
        for k in (0, 1):
            if present[k]:
                incidence[k] = incidence[k] + survival[k] * ends[k] / risk[k]
                survival[k] = survival[k] * (1 - weight[own[k] & (time == moment) & (kind > 0)].sum() / risk[k])
    return score


def gray(topic, time, kind, group, cluster):
    ones = np.ones(len(time))
    score = gray_score(time, kind, group, ones)
    last = min(time[group].max(), time[~group].max())
    if (kind > 0).all():
        # Nothing is censored: lifelines' log-rank of times to cause 1 that never come for the others, as long as both
        # groups are at risk.
        event = (kind == 1) & (time <= last)
        never = np.where(kind == 1, time, time.max() + 1)
        expected = logrank_test(never[group], never[~group], event[group], event[~group])
        variance, own = 0.0, 0.0
        for moment in np.unique(time[event]):
            risk, ends = never >= moment, ((never == moment) & event)
            n, n1, d = risk.sum(), (risk & group).sum(), ends.sum()
            own += (ends & group).sum() - d * n1 / n
            variance += d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1) if n > 1 else 0
        assert abs(own - score) < 1e-9 and abs(own**2 / variance - expected.test_statistic) < 1e-9
    parts = derivatives(lambda weight: gray_score(time, kind, group, weight), len(time))
    assert abs(parts.sum() - score) < 1e-9
    if len(np.unique(cluster)) == len(time):
        # Independent observations under one censoring law: shuffled groups have the variance of the derivatives.
        draws = [gray_score(time, kind, np.random.default_rng(k).permutation(group), ones) for k in range(2000)]
        assert 0.75 < (parts**2).sum() / np.var(draws) < 1.33, (parts**2).sum() / np.var(draws)
    sums = np.array([parts[cluster == c].sum() for c in np.unique(cluster)])
    topic.add("gray",
              "Gray's (1988) score from the definition of its risk sets; derivatives at the weights by a complex step, "
              "summed by cluster (asserted: without censoring lifelines logrank_test of the times to the cause, of "
              "independent observations the variance of shuffled groups)",
              {"durations": [{"time": t, "kind": int(k), "group": bool(g), "cluster": int(c)}
                             for t, k, g, c in zip(time, kind, group, cluster)]},
              {"score": score, "statistic": score**2 / (sums**2).sum()})


def auc(topic, count, clusters, folds, ties):
    positive = random.uniform(size=count) < 0.45
    cluster = random.integers(0, clusters, count)
    fold = cluster % folds
    score = random.normal(0, 1, clusters)[cluster] + random.normal(0, 1, count) + 0.7 * positive
    score = np.round(score, 1) if ties else score
    total, area = 0.0, 0.0
    parts = np.zeros(count)
    for own in range(folds):
        x, y = score[(fold == own) & ~positive], score[(fold == own) & positive]
        area += roc_auc_score(positive[fold == own], score[fold == own]) * len(x) * len(y)
        total += len(x) * len(y)
    for own in range(folds):
        x, y = score[(fold == own) & ~positive], score[(fold == own) & positive]
        mean = roc_auc_score(positive[fold == own], score[fold == own])
        for i in np.flatnonzero(fold == own):
            other = x if positive[i] else y
            sign = 1 if positive[i] else -1
            share = ((sign * (score[i] - other) > 0) + 0.5 * (score[i] == other)).sum() / len(other)
            parts[i] = (share - mean) * len(other) / total
    sums = {kind: {c: parts[(cluster == c) & (positive == kind)].sum()
                   for c in np.unique(cluster[positive == kind])} for kind in (False, True)}
    scale = {kind: factor(len(sums[kind])) for kind in sums}
    variance = sum(scale[kind] * sum(u * u for u in sums[kind].values()) for kind in sums)
    both = set(sums[False]) & set(sums[True])
    variance += 2 * np.sqrt(scale[False] * scale[True]) * sum(sums[False][c] * sums[True][c] for c in both)
    topic.add("clusteredAUC",
              "sklearn roc_auc_score by fold, weighted by its pairs; DeLong's components summed by cluster "
              "(Obuchowski 1997)",
              {"scores": [{"value": s, "positive": bool(p), "cluster": int(c), "fold": int(f)}
                          for s, p, c, f in zip(score, positive, cluster, fold)], "clusters": clusters},
              {"area": area / total, "standardError": np.sqrt(variance)})


def ridge_logistic(topic, count, penalty):
    rows = random.normal(0, 1, (count, 5))
    labels = (random.uniform(size=count) < 1 / (1 + np.exp(-rows @ [1, -0.5, 0, 0.3, 0] - 0.4))).astype(int)
    fit = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-14, max_iter=1000).fit(rows, labels)
    topic.add("ridgeLogistic", "sklearn LogisticRegression(C=1/penalty, solver='newton-cholesky').fit(x, y)",
              {"rows": rows.ravel(), "labels": labels, "penalty": penalty},
              {"intercept": fit.intercept_[0]} | {str(k): b for k, b in enumerate(fit.coef_[0])})


def make():
    topic = Topic("whole")
    for first, second, shared in [(40, 40, 0), (30, 60, 12), (25, 25, 25), (200, 15, 15)]:
        two_sides(topic, first, second, shared)
    for counts in [(28, 460, 448, 464), (0, 40, 40, 40), (3, 50, 9, 30), (12, 12, 7, 90)]:
        newcombe(topic, *counts)
    for count, limit in [(15, 5.0), (80, 9.0), (300, 12.0)]:
        time = random.geometric(0.2, count) * 1.0
        cut = random.integers(1, 15, count)
        restricted_mean(topic, np.minimum(time, cut), time <= cut, limit)
    for count in (12, 70, 250):
        incidence(topic, random.integers(1, 9, count) * 1.0, random.choice([0, 1, 2], count, p=[0.2, 0.5, 0.3]))
    for count, clusters in [(30, 30), (120, 25), (300, 90)]:
        time = random.geometric(0.15, count) * 1.0
        log_rank(topic, time, random.uniform(size=count) < 0.8, random.uniform(size=count) < 0.5,
                 np.arange(count) % clusters)
    for shape in [(60, 60, 1, False), (150, 30, 1, True), (200, 50, 5, True)]:
        auc(topic, *shape)
    for count, penalty in [(90, 1.0), (400, 1.0), (100, 10.0)]:
        ridge_logistic(topic, count, penalty)
    for count, limit in [(12, 4.0), (70, 6.0), (250, 9.5)]:
        cause_until(topic, random.integers(1, 9, count) * 1.0,
                    random.choice([0, 1, 2], count, p=[0.2, 0.5, 0.3]), limit)
    for count, clusters, censored in [(40, 40, 0.0), (120, 120, 0.25), (160, 30, 0.0), (300, 90, 0.2)]:
        rest = 1 - censored
        gray(topic, random.geometric(0.2, count) * 1.0,
             random.choice([0, 1, 2], count, p=[censored, 0.6 * rest, 0.4 * rest]), random.uniform(size=count) < 0.5,
             np.arange(count) % clusters)
    return topic

"""Kaplan-Meier and log-rank."""

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from record import Topic
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg

random = np.random.default_rng(1958)


def times(count, rate, horizon):
    raw = random.geometric(rate, count)
    limit = random.integers(1, horizon + 1, count)
    return np.minimum(raw, limit) * 1.0, raw <= limit


def durations(time, event):
    return [{"time": t, "event": bool(e)} for t, e in zip(time, event)]


def kaplan_meier(topic, time, event):
    fitter = KaplanMeierFitter(alpha=0.05).fit(time, event)
    table, curve, limits = fitter.event_table, fitter.survival_function_["KM_estimate"], fitter.confidence_interval_
    expected = {}
    variance = 0.0
    for step, moment in enumerate(moment for moment in table.index if moment > 0):
        survival = float(curve[moment])
        at_risk, deaths = float(table.at_risk[moment]), float(table.observed[moment])
        expected |= {f"{step}.time": float(moment), f"{step}.survival": survival, f"{step}.atRisk": at_risk}
        if at_risk > deaths:
            variance += deaths / (at_risk * (at_risk - deaths))
        if 0 < survival < 1:
            low, high = limits.loc[moment]
            expected |= {f"{step}.lower": float(low), f"{step}.upper": float(high),
                         f"{step}.standardError": survival * variance**0.5}
    if np.isfinite(fitter.median_survival_time_):
        expected["median"] = float(fitter.median_survival_time_)
    topic.add("kaplanMeier",
              "lifelines KaplanMeierFitter().fit(t, e): survival_function_, event_table, confidence_interval_, "
              "median_survival_time_; Greenwood's sum from event_table",
              {"durations": durations(time, event)}, expected)


def log_rank(topic, groups):
    time = np.concatenate([t for t, _ in groups])
    event = np.concatenate([e for _, e in groups])
    label = np.concatenate([np.full(len(t), i) for i, (t, _) in enumerate(groups)])
    test = multivariate_logrank_test(time, label, event)
    topic.add("logRank", "lifelines multivariate_logrank_test(t, groups, e)",
              {"groups": [durations(t, e) for t, e in groups]},
              {"statistic": test.test_statistic, "df": len(groups) - 1, "p": test.p_value})


def clustered(topic, count, groups, drift):
    frailty = random.normal(0, 1, count)
    time, event, group, cluster = [], [], [], []
    for place in range(count):
        for index in range(groups):
            if groups > 2 and random.uniform() < 0.2:
                continue
            rate = 1 / (1 + np.exp(-(-1.8 + frailty[place] + drift * index)))
            t, e = times(1, rate, 12)
            time, event = time + [t[0]], event + [bool(e[0])]
            group, cluster = group + [index], cluster + [place]
    time, event, group, cluster = map(np.array, (time, event, group, cluster))
    design = (group[:, None] == np.arange(1, groups)).astype(float)
    residuals = PHReg(time, design, status=event.astype(int), ties="breslow").score_residuals(np.zeros(groups - 1))
    # The residual of one who leaves before the first event is undefined in statsmodels, and contributes nothing.
    residuals = np.nan_to_num(residuals)
    sums = np.array([residuals[cluster == c].sum(0) for c in np.unique(cluster)])
    total, covariance = sums.sum(0), sums.T @ sums
    statistic = total @ np.linalg.solve(covariance, total)
    topic.add("clusteredLogRank",
              "statsmodels PHReg(t, group dummies, status=e).score_residuals(0), summed by cluster: "
              "S' inv(sum s s') S",
              {"groups": groups, "observations": [
                  {"time": t, "event": bool(e), "group": int(g), "cluster": int(c)}
                  for t, e, g, c in zip(time, event, group, cluster)]},
              {"statistic": statistic, "df": groups - 1, "p": stats.chi2.sf(statistic, groups - 1)})


def make():
    topic = Topic("survival")
    for count, rate, horizon in [(12, 0.3, 6), (60, 0.2, 10), (181, 0.1, 8), (400, 0.05, 25)]:
        kaplan_meier(topic, *times(count, rate, horizon))
    kaplan_meier(topic, np.array([1.0, 2, 2, 3, 4.5, 4.5, 6]), np.array([True, True, False, True, False, True, True]))
    kaplan_meier(topic, random.exponential(3, 50), random.uniform(size=50) < 0.7)
    for sizes in [(20, 25), (181, 193), (30, 40, 35), (10, 80, 60, 25)]:
        log_rank(topic, [times(size, 0.1 + 0.05 * index, 12) for index, size in enumerate(sizes)])
    log_rank(topic, [(random.exponential(mean, size), random.uniform(size=size) < 0.8) for mean, size in [(2, 40), (3, 30)]])
    for count, groups, drift in [(30, 2, 0.0), (200, 2, 0.4), (120, 3, 0.2), (90, 4, 0.0)]:
        clustered(topic, count, groups, drift)
    return topic

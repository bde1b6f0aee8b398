"""Kaplan-Meier, Aalen-Johansen."""

import numpy as np
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from record import Topic

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


def greenwood(time, kind):
    """Incidence and its standard error by the covariance recursion of the matrix product, ties and all."""
    state, covariance, steps = np.array([1.0, 0, 0]), np.zeros((3, 3)), []
    for moment in np.unique(time):
        at_risk = np.sum(time >= moment)
        share = np.array([np.sum((time == moment) & (kind == k)) / at_risk for k in (1, 2)])
        move = np.eye(3)
        move[0] += [-share.sum(), *share]
        moves = np.zeros((3, 3))
        moves[1:, 1:] = (np.diag(share) - np.outer(share, share)) / at_risk
        moves[0, 1:] = moves[1:, 0] = -moves[1:, 1:].sum(axis=0)
        moves[0, 0] = moves[1:, 1:].sum()
        covariance = move.T @ covariance @ move + state[0] ** 2 * moves
        state = state @ move
        steps.append((moment, state[1], covariance[1, 1] ** 0.5))
    return steps


def aalen_johansen(topic, time, kind):
    steps = greenwood(time, kind)
    if len(np.unique(time)) == len(time):
        # Without ties lifelines does not jitter; both must agree. It has no variance where nobody is left.
        fitter = AalenJohansenFitter(calculate_variance=True).fit(time, kind, event_of_interest=1)
        for moment, incidence, error in steps:
            assert abs(float(fitter.cumulative_density_.loc[moment].iloc[0]) - incidence) < 1e-12
            if np.isfinite(float(fitter.variance_.loc[moment])):
                assert abs(float(fitter.variance_.loc[moment]) - error**2) < 1e-12
    expected = {}
    for place, (moment, incidence, error) in enumerate(steps):
        expected |= {f"{place}.time": moment, f"{place}.incidence": incidence, f"{place}.standardError": error}
    topic.add("aalenJohansen",
              "covariance recursion of the product of transition matrices; without ties equal to lifelines "
              "AalenJohansenFitter().fit(t, kind, event_of_interest=1): cumulative_density_, variance_",
              {"durations": [{"time": t, "kind": int(k)} for t, k in zip(time, kind)]}, expected)


def make():
    topic = Topic("survival")
    for count, rate, horizon in [(12, 0.3, 6), (60, 0.2, 10), (181, 0.1, 8), (400, 0.05, 25)]:
        kaplan_meier(topic, *times(count, rate, horizon))
    kaplan_meier(topic, np.array([1.0, 2, 2, 3, 4.5, 4.5, 6]), np.array([True, True, False, True, False, True, True]))
    kaplan_meier(topic, random.exponential(3, 50), random.uniform(size=50) < 0.7)
    for count in (9, 60, 200):
        aalen_johansen(topic, random.exponential(3, count), random.choice([0, 1, 2], count, p=[0.3, 0.4, 0.3]))
        aalen_johansen(topic, random.integers(1, 9, count) * 1.0, random.choice([0, 1, 2], count, p=[0.3, 0.4, 0.3]))
    return topic

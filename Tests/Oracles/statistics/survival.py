"""Kaplan-Meier."""

import numpy as np
from lifelines import KaplanMeierFitter
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


def make():
    topic = Topic("survival")
    for count, rate, horizon in [(12, 0.3, 6), (60, 0.2, 10), (181, 0.1, 8), (400, 0.05, 25)]:
        kaplan_meier(topic, *times(count, rate, horizon))
    kaplan_meier(topic, np.array([1.0, 2, 2, 3, 4.5, 4.5, 6]), np.array([True, True, False, True, False, True, True]))
    kaplan_meier(topic, random.exponential(3, 50), random.uniform(size=50) < 0.7)
    return topic

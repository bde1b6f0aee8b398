"""Percentile and BCa intervals from given replicates and jackknife values."""

import numpy as np
from record import Topic
from scipy import stats

random = np.random.default_rng(1987)


def jackknife(data, statistic):
    """One list a sample: the statistic with each observation left out."""
    values = []
    for place, sample in enumerate(data):
        values.append([float(statistic(*[np.delete(s, i) if j == place else s for j, s in enumerate(data)]))
                       for i in range(len(sample))])
    return values


def make():
    topic = Topic("intervals")
    mean = lambda x, axis=-1: np.mean(x, axis=axis)
    spread = lambda x, axis=-1: np.var(x, axis=axis, ddof=1)
    contrast = lambda x, y, axis=-1: np.mean(x, axis=axis) - np.mean(y, axis=axis)
    cases = [
        (mean, "mean", (random.exponential(2, 30),)), (spread, "variance", (random.exponential(1, 25),)),
        (mean, "mean", (random.integers(0, 2, 40) * 1.0,)),
        (contrast, "difference of means", (random.normal(0.4, 0.65, 40), random.normal(0.1, 0.92, 25))),
    ]
    for statistic, name, data in cases:
        for level in [0.9, 0.95]:
            results = {
                method: stats.bootstrap(data, statistic, n_resamples=199, confidence_level=level, method=method,
                                        rng=np.random.default_rng(7))
                for method in ["percentile", "BCa"]}
            replicates = results["BCa"].bootstrap_distribution
            assert np.array_equal(replicates, results["percentile"].bootstrap_distribution)
            given = {"estimate": float(statistic(*data)), "replicates": replicates,
                     "jackknife": jackknife(data, statistic), "level": level}
            for method, function in [("percentile", "percentile"), ("BCa", "bca")]:
                interval = results[method].confidence_interval
                topic.add(function,
                          f"scipy.stats.bootstrap(data, {name}, method='{method}', confidence_level={level})", given,
                          {"lower": interval.low, "upper": interval.high})
    return topic

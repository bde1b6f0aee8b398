"""Means, variances, quantiles, ranks, distances, adjusted p-values."""

import numpy as np
from record import Topic
from scipy import stats
from scipy.spatial.distance import cityblock, jensenshannon
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(20606)


def make():
    topic = Topic("samples")
    samples = {
        "normal": random.normal(3, 2, 101),
        "few": np.array([1.0, 2.0, 2.0, 5.0]),
        "far from zero": 1e6 + random.normal(0, 1, 50),
        "bias": random.integers(-8, 9, 181) / 4,
        "two": np.array([0.25, -1.5]),
    }
    for values in samples.values():
        topic.add("summary", "numpy.mean(x), numpy.var(x, ddof=1)", {"values": values},
                  {"mean": np.mean(values), "variance": np.var(values, ddof=1)})
        topic.add("meanInterval", "scipy.stats.ttest_1samp(x, 0).confidence_interval(0.9)", {"values": values},
                  dict(zip(["lower", "upper"], stats.ttest_1samp(values, 0).confidence_interval(0.9))))
        for p in [0, 0.025, 0.3, 0.5, 0.77, 1]:
            topic.add("quantile", "numpy.quantile(x, p, method='linear')", {"values": values, "p": p},
                      {"quantile": np.quantile(values, p, method="linear")})
        topic.add("tieCorrection", "scipy.stats.tiecorrect(scipy.stats.rankdata(x))", {"values": values},
                  {"tieCorrection": stats.tiecorrect(stats.rankdata(values))})
    depths = [np.arange(5.0), np.array([0, 1, 1.5, 4, 9.25]), np.array([3, -1, 2, 0, 7.0])]
    shares = [
        (np.array([251, 196, 80, 219, 43]), np.array([135, 203, 90, 401, 43])),
        (np.array([0.2, 0.2, 0.2, 0.2, 0.2]), np.array([0.1, 0, 0.5, 0.4, 0])),
        (np.array([1, 0, 0, 0, 0]), np.array([0, 0, 0, 0, 1])),
        (np.array([0.2, 0.2, 0.2, 0.2, 0.2]), np.array([0.2 + 1e-4, 0.2 - 1e-4, 0.2, 0.2, 0.2])),
        (np.array([3, 1, 4, 1, 5]), np.array([3, 1, 4, 1, 5])),
    ]
    for first, second in shares:
        for places in depths:
            topic.add("wasserstein", "scipy.stats.wasserstein_distance(depths, depths, p, q)",
                      {"first": first, "second": second, "depths": places},
                      {"distance": stats.wasserstein_distance(places, places, first, second)})
        topic.add("jensenShannon", "scipy.spatial.distance.jensenshannon(p, q, base=2)",
                  {"first": first, "second": second}, {"distance": jensenshannon(first, second, base=2)})
        topic.add("totalVariation", "scipy.spatial.distance.cityblock(p, q) / 2", {"first": first, "second": second},
                  {"distance": cityblock(first / first.sum(), second / second.sum()) / 2})
    families = [
        np.array([0.01, 0.04, 0.03, 0.005, 0.9]), np.array([0.02, 0.02, 0.02]), np.array([1.0]),
        random.uniform(0, 1, 60) ** 3, np.array([0.0, 1.0, 0.5, 1e-300]),
    ]
    for family in families:
        for name, method in [("holm", "holm"), ("benjaminiHochberg", "fdr_bh")]:
            adjusted = multipletests(family, method=method)[1]
            topic.add(name, f"statsmodels multipletests(p, method='{method}')[1]", {"p": family},
                      {f"{i}": value for i, value in enumerate(adjusted)})
    return topic

"""Cohen's kappa and Krippendorff's alpha."""

import krippendorff
import numpy as np
from record import Topic
from statsmodels.stats.inter_rater import cohens_kappa

random = np.random.default_rng(1960)


def tables():
    yield np.array([[20, 5], [10, 15]])
    yield np.array([[11, 3, 1, 0], [1, 9, 0, 0], [0, 1, 10, 0], [1, 2, 0, 12]])
    table = random.multinomial(300, random.dirichlet(np.ones(25))).reshape(5, 5)
    yield table + np.diag([40, 20, 30, 10, 5])
    yield random.multinomial(60, np.ones(9) / 9).reshape(3, 3)


def make():
    topic = Topic("agreement")
    for table in tables():
        size = len(table)
        for places in [np.arange(size) * 1.0, np.array([0, 1, 1.5, 4, 7.0])[:size]]:
            for name, kind in [("plain", None), ("linear", "linear"), ("quadratic", "quadratic")]:
                result = cohens_kappa(table, weights=None if kind is None else places, wt=kind)
                given = {"size": size, "counts": table.ravel(), "weighting": name, "places": places}
                low, high = result.kappa_low, result.kappa_upp
                topic.add("kappa", f"statsmodels cohens_kappa(table, weights=places, wt={kind!r})", given,
                          {"kappa": result.kappa, "standardError": result.std_kappa,
                           "standardErrorUnderIndependence": result.std_kappa0, "lower": low, "upper": high})
        # What is drawn below stays what it was when the pairs of a table were put into clusters here.
        random.shuffle(np.repeat(np.arange(size * size), table.ravel()))

    nan = np.nan
    published = np.array([
        [nan, nan, nan, nan, nan, 3, 4, 1, 2, 1, 1, 3, 3, nan, 3],
        [1, nan, 2, 1, 3, 3, 4, 3, nan, nan, nan, nan, nan, nan, nan],
        [nan, nan, 2, 1, 3, 4, 4, nan, 2, 1, 1, 3, 3, nan, 4]])
    ratings = [published]
    for raters, units, missing in [(2, 40, 0.0), (2, 200, 0.2), (4, 60, 0.4), (3, 500, 0.1)]:
        truth = random.integers(0, 5, units)
        noise = random.integers(-1, 2, (raters, units))
        labels = np.clip(truth + noise, 0, 4).astype(float)
        labels[random.uniform(size=labels.shape) < missing] = nan
        ratings.append(labels)
    depths = np.array([0, 1, 1.5, 4, 7.0])
    ratings.append(np.where(np.isnan(ratings[-1]), nan, depths[np.nan_to_num(ratings[-1]).astype(int)]))
    for labels in ratings:
        for level in ["nominal", "ordinal", "interval"]:
            topic.add("alpha", f"krippendorff.alpha(reliability_data, level_of_measurement='{level}')",
                      {"units": labels.T, "level": level},
                      {"alpha": krippendorff.alpha(labels, level_of_measurement=level)})
    return topic

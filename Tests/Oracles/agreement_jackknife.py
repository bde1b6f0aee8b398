"""Intervals of the agreement of instruments in analyses_medium.json: scikit-learn's and krippendorff's coefficients without
one customer after the other.

    python3 Tests/Oracles/agreement_jackknife.py     # writes agreement_jackknife.json

Takes the table of analyses_medium.json as it is, and draws nothing.
"""

import json
import pathlib

import krippendorff
import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score

HERE = pathlib.Path(__file__).parent
medium = json.loads((HERE / "analyses_medium.json").read_text())
depths = medium["depths"]
stages = range(len(depths))
customer = [c["customer"] for c in medium["conversations"]]


def turns(instruments):
    """Labels of the probes that the first instrument's persona, draw 0, has: (customer, labels) of real and of simulated
    turns."""
    series = {tuple(s): i for i, s in enumerate(medium["series"])}
    by_place = {}
    for conversation, turn, _, number, real, simulated, _ in medium["pairs"]:
        by_place.setdefault((conversation, turn), {})[number] = (real, simulated)
    clean = lambda stage: stage if stage is not None and stage in stages else None
    real, simulated = [], []
    for (conversation, _), rows in by_place.items():
        if series[("persona", instruments[0], 0)] not in rows:
            continue
        def own(instrument):
            rest = [rows[i][0] for s, i in series.items() if s[1] == instrument and i in rows]
            pair = rows.get(series.get(("persona", instrument, 0)))
            return clean(rest[0] if rest else None), clean(pair[1] if pair else None)
        labels = [own(i) for i in instruments]
        real.append((customer[conversation], [label[0] for label in labels]))
        simulated.append((customer[conversation], [label[1] for label in labels]))
    return real, simulated


def interval(rows, statistic):
    """Of the jackknife over customers, with t(G - 1)."""
    clusters = sorted({c for c, _ in rows})
    without = np.array([statistic([l for c, l in rows if c != left]) for left in clusters])
    g = len(clusters)
    error = ((g - 1) / g * ((without - without.mean()) ** 2).sum()) ** 0.5
    half = stats.t.ppf(0.975, g - 1) * error
    value = statistic([l for _, l in rows])
    return [value, value - half, value + half]


def kappa(labels):
    first, second = zip(*labels)
    return cohen_kappa_score(first, second, labels=list(stages))


def alpha(labels):
    data = np.array([[np.nan if v is None else depths[v] for v in row] for row in labels]).T
    return krippendorff.alpha(reliability_data=data, value_domain=depths, level_of_measurement="ordinal")


result = {}
for name, rows in zip(("real", "simulated"), turns(["a", "b"])):
    both = [(c, labels) for c, labels in rows if None not in labels]
    result[name] = {"turns": len(both), "kappa": interval(both, kappa), "alpha": interval(both, alpha)}
for name, rows in zip(("real", "simulated"), turns(["a", "b", "c"])):
    some = [(c, labels) for c, labels in rows if any(v is not None for v in labels)]
    result[name]["overall"] = interval(some, alpha)
(HERE / "agreement_jackknife.json").write_text(json.dumps(result, indent=1) + "\n")

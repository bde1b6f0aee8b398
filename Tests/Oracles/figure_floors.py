"""What a reference shows in every figure of stages, and what the simulator exceeds it by: reference values.

Written apart from the program: one loop a label and a figure, on dense arrays, with the sandwich of every ratio spelt out.
`analyses_reports.py` calls it; by itself it does nothing.
"""

import collections

import numpy as np
from scipy import stats

FEW = 5


def laws(audit, instrument, level):
    """P(stage | cell) of every labelled turn without its own customer; where the cell is empty the coarser one's."""
    probes = audit.references(instrument)
    customer = np.array([str(p["customer"]) for p in probes])
    stage = np.array([audit.depths.index(p["depth"]) for p in probes])
    cells = [np.unique([str(p["cells"][l]) for p in probes], return_inverse=True)[1] for l in range(4)]
    k = len(audit.depths)
    law = np.zeros((len(probes), k))
    for own in range(len(probes)):
        others = customer != customer[own]
        for l in range(level, -1, -1):
            members = others & (cells[l] == cells[l][own])
            if members.any():
                law[own] = np.bincount(stage[members], minlength=k) / members.sum()
                break
    return probes, stage, cells[level], law


class Sums:
    """One set of pairs, or of parts of them: by unit its weight, its excess and what its labels do to the law."""

    def __init__(self, audit, unit, pairs, places, weights, stage, cell, law, components):
        # components: function of a real stage, giving which stages of the law and of the simulator count
        k = len(audit.depths)
        self.weight = collections.Counter()
        self.value = collections.defaultdict(lambda: np.zeros(k))
        self.influence = collections.defaultdict(lambda: np.zeros(k))
        self.floor, self.expected = np.zeros(k), np.zeros(k)
        in_cell = np.zeros((cell.max() + 1, k))
        for pair, place, w in zip(pairs, places, weights):
            g = audit.unit_of(pair["conversation"], unit)
            wanted = components(pair["real"])
            shown = np.eye(k)[pair["simulated"]]
            self.weight[g] += w
            self.value[g] += w * wanted * (shown - law[place])
            self.expected += w * wanted * law[place]
            self.floor += w * wanted * (law[place] - np.eye(k)[pair["real"]])
            in_cell[cell[place]] += w * wanted
        labels = np.bincount(cell)
        self.touched = set(self.weight)
        for i, probe in enumerate(self.probes):
            if in_cell[cell[i]].any():
                g = audit.unit_of(probe["key"][0], unit)
                self.touched.add(g)
                self.influence[g] += in_cell[cell[i]] / labels[cell[i]] * (law[i] - np.eye(k)[stage[i]])

    def ratio(self, factors, least=0.0):
        units = sorted(self.touched, key=str)
        w = np.array([self.weight[g] for g in units])
        own = np.array([self.value[g] @ factors for g in units])
        t = own + np.array([self.influence[g] @ factors for g in units])
        g, total = int((w > 0).sum()), w.sum()
        estimate = own.sum() / total
        x = t - estimate * w
        squares = ((x - x.mean()) ** 2).sum()
        variance = max(g / (g - 1) * squares, least) if g > 1 else float("nan")
        return estimate, np.sqrt(variance) / total, g - 1

    def share(self, members):
        factors = np.isin(np.arange(len(self.expected)), members).astype(float)
        total = sum(self.weight.values())
        expected = self.expected @ factors
        seen = expected + sum(v @ factors for v in self.value.values())
        rare = min(expected, seen, total - expected, total - seen) < FEW
        return entry(*self.ratio(factors, max(min(expected, total - expected), 0) if rare else 0))

    def homogeneity(self):
        seen = self.expected + sum(self.value.values())
        rare = [c for c in range(len(seen)) if min(self.expected[c], seen[c]) < FEW]
        groups = [[c] for c in range(len(seen)) if c not in rare] + ([rare] if rare else [])
        total = np.array([sum(v[g].sum() for v in self.value.values()) for g in groups])
        rows = np.array([[(self.value[u] + self.influence[u])[g].sum() for g in groups] for u in self.touched])
        v = rows.T @ rows
        scale = np.sqrt(np.diag(v))
        keep = scale > 0
        v, scale, total = v[np.ix_(keep, keep)], scale[keep], total[keep]
        v = v / scale[:, None] / scale
        values, vectors = np.linalg.eigh(v)
        big = values > 1e-9
        statistic = float((((vectors.T @ (total / scale))[big]) ** 2 / values[big]).sum())
        return [statistic, int(big.sum()), float(stats.chi2.sf(statistic, big.sum()))]


def entry(estimate, error, df):
    if not error > 0:
        return {"excess": float(estimate)}
    half = stats.t.ppf(0.975, df) * error
    return {"excess": float(estimate), "ci": [float(estimate - half), float(estimate + half)],
            "p": float(2 * stats.t.sf(abs(estimate / error), df))}


def figures(audit, pairs, instrument, level, unit, positions):
    probes, stage, cell, law = laws(audit, instrument, level)
    place = {p["key"]: i for i, p in enumerate(probes)}
    Sums.probes = probes
    k = len(audit.depths)
    depths = np.array(audit.depths)
    everything = lambda real: np.ones(k)

    def sums(own, weights=None, components=everything):
        at = [place[(p["conversation"], p["turn"])] for p in own]
        return Sums(audit, unit, own, at, weights or [1.0] * len(own), stage, cell, law, components)

    def per_conversation(own):
        size = collections.Counter(p["conversation"] for p in own)
        return [1 / size[p["conversation"]] for p in own]

    def bias(own):
        part = sums(own, per_conversation(own))
        result = entry(*part.ratio(depths))
        result["floor"] = float(part.floor @ depths / sum(part.weight.values()))
        return result, part

    def stratum(own):
        whole = sums(own)
        total = sum(whole.weight.values())
        stages = []
        for s in range(k):
            stages.append(whole.share([s]) | {"floor": float(whole.floor[s] / total)})
        resists = lambda wanted: sums([p for p in own if (p["real"] in audit.resistance) == wanted])
        diagonal = sums(own, components=lambda real: np.eye(k)[real])
        agreement = entry(*diagonal.ratio(np.ones(k)))
        agreement["floor"] = float(diagonal.expected.sum() / total)
        rates = {"agreement": agreement}
        for name, part in (("exit_recall", resists(True)), ("false_exit_rate", resists(False))):
            weight = sum(part.weight.values())
            rates[name] = part.share(audit.resistance) | {"floor": float(part.expected[audit.resistance].sum() / weight)}
        return {"stages": stages, "bias": bias(own)[0], "rates": rates, "homogeneity": whole.homogeneity()}

    def contrast(own):
        sides = [[p for p in own if audit.committed[audit.stratum(p)] == committed] for committed in (False, True)]
        if not all(sides):
            return None
        parts = [bias(side)[1] for side in sides]
        units = sorted(parts[0].touched | parts[1].touched, key=str)
        total, x, variances, df = [], [], [], []
        for part in parts:
            w = np.array([part.weight[g] for g in units])
            value = np.array([part.value[g] @ depths for g in units])
            influence = np.array([part.influence[g] @ depths for g in units])
            ratio = value.sum() / w.sum()
            g = int((w > 0).sum())
            residual = (value + influence - ratio * w) * np.sqrt(g / (g - 1)) / w.sum()
            total.append(ratio)
            x.append(residual)
            variances.append((residual**2).sum())
            df.append(g - 1)
        error = np.sqrt(((x[0] - x[1]) ** 2).sum())
        freedom = sum(variances) ** 2 / sum(v * v / d for v, d in zip(variances, df))
        floors = [part.floor @ depths / sum(part.weight.values()) for part in parts]
        return entry(total[0] - total[1], error, freedom) | {"floor": float(floors[0] - floors[1])}

    result = {"strata": [stratum([p for p in pairs if audit.stratum(p) == s]) for s in range(len(audit.committed))],
              "positions": []}
    for position in range(positions):
        own = [p for p in pairs if p["position"] == position]
        if own:
            strata = [[p for p in own if audit.stratum(p) == s] for s in range(len(audit.committed))]
            result["positions"].append({"strata": [bias(part)[0] if part else None for part in strata],
                                        "contrast": contrast(own)})
    return result

"""The reference values of Tests/FidelityTests/Analyses.

numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, lifelines 0.30.3, krippendorff 0.9.0.
Run: python3 Tests/Oracles/analyses_reports.py

Writes analyses_medium.json (a synthetic table with everything that makes an audit hard: three strata, odd depths,
customers over strata, several draws and instruments, missing labels, silence, actions; and its values) and
analyses_persuasion.json (the values of ../shared/data/persuasion-audit for both simulators). What is random here has
its Monte-Carlo standard error beside it. Everything is computed pair by pair, cluster by cluster, by brute force.
"""

import collections
import json
import pathlib
import sys

import krippendorff
import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.special import gammaln
from statsmodels.stats.contingency_tables import SquareTable
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests

from figure_floors import figures

HERE = pathlib.Path(__file__).parent
LEVEL = 0.95
NO_REPLY, MISSING = 254, 255


def t_interval(estimate, error, df):
    half = stats.t.ppf((1 + LEVEL) / 2, df) * error
    return [estimate - half, estimate + half]


def cr1(totals, weights):
    """Sum of totals over sum of weights, its CR1 standard error and interval; one entry a cluster."""
    totals, weights = np.array(totals, float), np.array(weights, float)
    ratio = totals.sum() / weights.sum()
    u = (totals - ratio * weights) / weights.sum()
    g = len(totals)
    error = np.sqrt(g / (g - 1) * (u**2).sum())
    return {"estimate": ratio, "ci": t_interval(ratio, error, g - 1), "se": error}


def wilson(share, n):
    z = stats.norm.ppf((1 + LEVEL) / 2)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [max(0.0, centre - half) if share > 0 else 0.0, min(1.0, centre + half) if share < 1 else 1.0]


def clustered_wilson(totals, weights):
    totals, weights = np.array(totals, float), np.array(weights, float)
    keep = weights > 0
    totals, weights = totals[keep], weights[keep]
    n, share = weights.sum(), totals.sum() / weights.sum()
    if share in (0, 1):
        return wilson(share, n)
    effect = cr1(totals, weights)["se"] ** 2 / (share * (1 - share) / n)
    return wilson(share, n / max(1, effect))


def by_cluster(rows, clusters, value):
    sums = collections.OrderedDict()
    for row in rows:
        sums.setdefault(clusters(row), []).append(row["weight"] * np.array(value(row), float))
    return [np.sum(np.array(v, float), axis=0) for v in sums.values()]


class Audit:
    """pairs: dicts with conversation, turn, position, simulator, instrument, draw, real, simulated, action."""

    def __init__(self, depths, committed, conversations, pairs, resistance, positions, actions):
        self.depths, self.committed = depths, committed
        self.conversations, self.pairs = conversations, pairs
        self.resistance, self.positions, self.actions = resistance, positions, actions

    def labelled(self, simulator, instrument, draws=(0,)):
        """Labelled pairs, each with its weight: draws of one probe share it."""
        k = len(self.depths)
        found = [p for p in self.pairs if p["simulator"] == simulator and p["instrument"] == instrument
                 and p["draw"] in draws and p["real"] < k and p["simulated"] < k]
        at = collections.Counter((p["conversation"], p["turn"]) for p in found)
        return [{**p, "weight": 1 / at[p["conversation"], p["turn"]]} for p in found]

    def stratum(self, pair):
        return self.conversations[pair["conversation"]]["stratum"]

    def cluster(self, pair, unit):
        return self.conversations[pair["conversation"]]["customer"] if unit == "customer" else pair["conversation"]

    def d(self, pair):
        return self.depths[pair["simulated"]] - self.depths[pair["real"]]

    def conversation_means(self, pairs, value):
        means = collections.OrderedDict()
        for pair in pairs:
            means.setdefault(pair["conversation"], []).append((value(pair), pair["weight"]))
        return collections.OrderedDict(
            (c, float(np.average([x for x, _ in v], weights=[w for _, w in v]))) for c, v in means.items())

    def unit_of(self, conversation, unit):
        return self.conversations[conversation]["customer"] if unit == "customer" else conversation

    def grouped(self, means, unit, keep):
        """Σ mean and the number of conversations of every unit, over the strata that `keep` allows."""
        sums = collections.OrderedDict()
        for c, m in means.items():
            if keep(self.conversations[c]["stratum"]):
                entry = sums.setdefault(self.unit_of(c, unit), [0.0, 0])
                entry[0] += m
                entry[1] += 1
        return sums

    def side_difference(self, means, unit):
        """Uncommitted − committed: Welch where units lie on one side, else the paired sandwich."""
        a = self.grouped(means, unit, lambda s: not self.committed[s])
        b = self.grouped(means, unit, lambda s: self.committed[s])
        if set(a) & set(b):
            wa, wb = sum(v[1] for v in a.values()), sum(v[1] for v in b.values())
            ra, rb = sum(v[0] for v in a.values()) / wa, sum(v[0] for v in b.values()) / wb
            units = set(a) | set(b)
            u = [(a[g][0] - ra * a[g][1]) / wa * (g in a) if g in a else 0.0 for g in units]
            v = [(b[g][0] - rb * b[g][1]) / wb if g in b else 0.0 for g in units]
            g = len(units)
            error = np.sqrt(g / (g - 1) * ((np.array(u) - np.array(v)) ** 2).sum())
            value, df = ra - rb, g - 1
        else:
            one, two = cr1(*zip(*a.values())), cr1(*zip(*b.values()))
            va, vb = one["se"] ** 2, two["se"] ** 2
            value, error = one["estimate"] - two["estimate"], np.sqrt(va + vb)
            df = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
        t = value / error
        return {"estimate": value, "ci": t_interval(value, error, df), "t": t, "df": df,
                "p": 2 * stats.t.sf(abs(t), df), "se": error}

    def references(self, instrument):
        """For every labelled real turn: its cells by position, previous stage and action."""
        probes, seen = [], set()
        order = sorted((p for p in self.pairs if p["instrument"] == instrument),
                       key=lambda p: (p["conversation"], p["turn"]))
        previous = {}
        for p in order:
            key = (p["conversation"], p["turn"])
            if key in seen or p["real"] >= len(self.depths):
                continue
            seen.add(key)
            before = previous.get(p["conversation"], "none")
            probes.append({"key": key, "customer": self.conversations[p["conversation"]]["customer"],
                           "depth": self.depths[p["real"]],
                           "cells": [(), (p["position"],), (p["position"], before),
                                     (p["position"], before, p["action"])]})
            previous[p["conversation"]] = p["real"]
        return probes

    def reference_biases(self, pairs, instrument):
        probes = self.references(instrument)
        place = {p["key"]: i for i, p in enumerate(probes)}
        number = lambda values: np.unique(np.array([str(v) for v in values]), return_inverse=True)[1]
        customer, depth = number([p["customer"] for p in probes]), np.array([p["depth"] for p in probes])
        cells = [number([p["cells"][level] for p in probes]) for level in range(4)]
        means, coarser = np.zeros((4, len(probes))), np.zeros((4, len(probes)), bool)
        for own in range(len(probes)):
            others = customer != customer[own]
            value = depth[others].mean()
            for level in (1, 2, 3):
                cell = others & (cells[level] == cells[level][own])
                if cell.any():
                    value = depth[cell].mean()
                else:
                    coarser[level, own] = True
                means[level, own] = value
        at = np.array([place[(p["conversation"], p["turn"])] for p in pairs])
        columns = [(means[level, at] - depth[at]).tolist() for level in (1, 2, 3)]
        weights = np.array([p["weight"] for p in pairs])
        fallbacks = [int(round((coarser[level, at] * weights).sum())) for level in (1, 2, 3)]
        return columns, fallbacks, [self.influences(pairs, at, probes, cells[level], depth - means[level])
                                    for level in (1, 2, 3)]

    def influences(self, pairs, at, probes, cells, miss):
        """What the labels of each conversation do to the reference's mean on either side, times the conversations
        there: minus the side's weight in the cell, by the labels in the cell, times how far the label lies off."""
        counted = collections.Counter()
        for p in pairs:
            counted[p["conversation"]] += p["weight"]
        labels = np.bincount(cells)
        result = []
        for committed in (False, True):
            weight = np.zeros(len(labels))
            for pair, probe in zip(pairs, at):
                if self.committed[self.stratum(pair)] == committed:
                    weight[cells[probe]] += pair["weight"] / counted[pair["conversation"]]
            own = {c: 0.0 for c in counted}
            for i, probe in enumerate(probes):
                if probe["key"][0] in own:
                    own[probe["key"][0]] -= weight[cells[i]] / labels[cells[i]] * miss[i]
            centre = np.mean(list(own.values()))
            result.append({c: v - centre for c, v in own.items()})
        return result


def count(value):
    """A whole number where it is one."""
    value = round(float(value), 12)
    return int(value) if value == int(value) else value


def stratum_values(audit, pairs, stratum, unit, resampled):
    own = [p for p in pairs if audit.stratum(p) == stratum]
    k = len(audit.depths)
    one_hot = lambda p, key: [1 if p[key] == s else 0 for s in range(k)] + [1]
    real = np.array(by_cluster(own, lambda p: audit.cluster(p, unit), lambda p: one_hot(p, "real")))
    simulated = np.array(by_cluster(own, lambda p: audit.cluster(p, unit), lambda p: one_hot(p, "simulated")))
    n = real[:, -1]
    stages = []
    for s in range(k):
        shift = cr1(simulated[:, s] - real[:, s], n)
        stages.append({"real": count(real[:, s].sum()), "simulated": count(simulated[:, s].sum()),
                       "real_ci": clustered_wilson(real[:, s], n), "simulated_ci": clustered_wilson(simulated[:, s], n),
                       "shift": shift["estimate"], "shift_ci": shift["ci"]})
    means = audit.conversation_means(own, audit.d)
    values = np.array(list(means.values()))
    bias = cr1(*zip(*audit.grouped(means, unit, lambda s: True).values()))
    weighted = by_cluster(own, lambda p: audit.cluster(p, unit), lambda p: [audit.d(p), 1])
    pair = cr1(*zip(*weighted))
    table = np.zeros((k, k))
    for p in own:
        table[p["real"], p["simulated"]] += p["weight"]
    result = {"conversations": len(means), "pairs": count(table.sum()), "stages": stages, "bias": bias["estimate"],
              "bias_ci": bias["ci"], "sd": float(values.std(ddof=1)), "pair_weighted": pair["estimate"],
              "pair_weighted_ci": pair["ci"], "confusion": [[count(v) for v in row] for row in table]}
    margin = 0.2
    error, df = bias["se"], len(real) - 1
    result["tost_p"] = float(max(stats.t.sf((bias["estimate"] + margin) / error, df),
                                 stats.t.cdf((bias["estimate"] - margin) / error, df)))
    resists = set(audit.resistance)
    hit = by_cluster([p for p in own if p["real"] in resists], lambda p: audit.cluster(p, unit),
                     lambda p: [p["simulated"] in resists, 1])
    false = by_cluster([p for p in own if p["real"] not in resists], lambda p: audit.cluster(p, unit),
                       lambda p: [p["simulated"] in resists, 1])
    agree = by_cluster(own, lambda p: audit.cluster(p, unit), lambda p: [p["real"] == p["simulated"], 1])
    for name, cells in (("exit_recall", hit), ("false_exit_rate", false), ("agreement", agree)):
        totals, weights = zip(*cells)
        result[name] = float(np.sum(totals) / np.sum(weights))
        result[name + "_ci"] = clustered_wilson(totals, weights)
    # Tests of whole pairs: none of parts of them.
    if all(isinstance(v, int) for row in result["confusion"] for v in row):
        square = SquareTable(table, shift_zeros=False)
        homogeneity, symmetry = square.homogeneity(), square.symmetry()
        result["stuart_maxwell"] = [float(homogeneity.statistic), float(homogeneity.pvalue)]
        result["bowker"] = [float(symmetry.statistic), float(symmetry.pvalue)]
    r, s = table.sum(1) / table.sum(), table.sum(0) / table.sum()
    result["wasserstein"] = float(stats.wasserstein_distance(audit.depths, audit.depths, r, s))
    result["jensen_shannon"] = float(jensenshannon(r, s, base=2))
    result["total_variation"] = float(0.5 * np.abs(r - s).sum())
    if resampled:
        rng = np.random.default_rng(stratum + 1)
        draws = rng.integers(0, len(real), (4000, len(real)))
        shifts = (simulated[draws].sum(1)[:, :-1] - real[draws].sum(1)[:, :-1]) / real[draws].sum(1)[:, -1:]
        result["shift_ci_bootstrap"] = np.quantile(shifts, [0.025, 0.975], axis=0).T.tolist()
        result["shift_bootstrap_sd"] = shifts.std(0).tolist()
    return result


def contrast_values(audit, pairs, instrument, unit, resampled):
    means = audit.conversation_means(pairs, audit.d)
    side = lambda committed: np.array([m for c, m in means.items()
                                       if audit.committed[audit.conversations[c]["stratum"]] == committed])
    a, b = side(False), side(True)
    difference = audit.side_difference(means, unit)
    welch = stats.ttest_ind(a, b, equal_var=False)
    pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2))
    d = (a.mean() - b.mean()) / pooled
    m = len(a) + len(b) - 2
    correction = np.exp(gammaln(m / 2) - np.log(m / 2) / 2 - gammaln((m - 1) / 2))
    rank = stats.mannwhitneyu(a, b, method="asymptotic")
    delta = np.sign(a[:, None] - b[None, :]).mean()
    result = {"estimate": difference["estimate"], "ci": difference["ci"], "p": difference["p"], "t": difference["t"],
              "df": difference["df"], "cohen_d": d, "hedges_g": d * correction,
              "glass_delta": (a.mean() - b.mean()) / b.std(ddof=1), "cliffs_delta": float(delta),
              "welch_on_conversations": [float(welch.statistic), float(welch.df), float(welch.pvalue)],
              "mann_whitney": [float(rank.statistic), float(rank.pvalue)], "marginal_bias": float(np.mean(list(means.values())))}
    columns, fallbacks, influences = audit.reference_biases(pairs, instrument)
    result["fallbacks"] = fallbacks
    result["floors"] = []
    for column, (declining, committing) in zip(columns, influences):
        bias = {id(p): v for p, v in zip(pairs, column)}
        reference = audit.conversation_means(pairs, lambda p: bias[id(p)])
        excess = collections.OrderedDict((c, means[c] - reference[c]) for c in means)
        # The reference's own labels are a sample too.
        for c in excess:
            committed = audit.committed[audit.conversations[c]["stratum"]]
            own, other = (committing, declining) if committed else (declining, committing)
            odds = len(b) / len(a) if committed else len(a) / len(b)
            excess[c] += own[c] - other[c] * odds
        floor, over = audit.side_difference(reference, unit), audit.side_difference(excess, unit)
        result["floors"].append({"estimate": floor["estimate"], "ci": floor["ci"], "excess": over["estimate"],
                                 "excess_ci": over["ci"], "excess_se": over["se"]})
    if resampled:
        result["permutation"] = permutation(audit, means, unit)
    return result


def permutation(audit, means, unit, draws=20000):
    """Outcome labels over units; a unit with conversations on both sides is one of either."""
    a = list(audit.grouped(means, unit, lambda s: not audit.committed[s]).values())
    b = list(audit.grouped(means, unit, lambda s: audit.committed[s]).values())
    totals, sizes = np.array([v[0] for v in a + b]), np.array([v[1] for v in a + b], float)
    g = len(b)

    def statistics(t1, w1, t0, w0):
        m1, m0 = t1.sum(-1) / w1.sum(-1), t0.sum(-1) / w0.sum(-1)
        v = lambda t, w, m: (((t - m[..., None] * w) ** 2).sum(-1) / w.sum(-1) ** 2) * t.shape[-1] / (t.shape[-1] - 1)
        return m0 - m1, (m0 - m1) / np.sqrt(v(t1, w1, m1) + v(t0, w0, m0))

    rng = np.random.default_rng(7)
    order = rng.permuted(np.tile(np.arange(len(totals)), (draws, 1)), axis=1)
    one, zero = order[:, :g], order[:, g:]
    raw, studentised = statistics(totals[one], sizes[one], totals[zero], sizes[zero])
    index = np.arange(len(totals))
    raw0, studentised0 = statistics(totals[index[len(a):]], sizes[index[len(a):]], totals[index[:len(a)]],
                                    sizes[index[:len(a)]])
    p = lambda values, observed: float(((values >= observed - 1e-12).sum() + 1) / (draws + 1))
    return {"draws": draws, "raw_one_sided": p(raw, raw0), "studentised_one_sided": p(studentised, studentised0),
            "raw_two_sided": p(abs(raw), abs(raw0)), "studentised_two_sided": p(abs(studentised), abs(studentised0))}


def group_values(audit, pairs, key, names, unit):
    groups, fishers = [], []
    for index, name in enumerate(names):
        own = [p for p in pairs if p[key] == index]
        if not own:
            continue
        means = audit.conversation_means(own, audit.d)
        entry = {"id": name, "strata": []}
        sides = {audit.committed[audit.conversations[c]["stratum"]] for c in means}
        if len(sides) == 2:
            difference = audit.side_difference(means, unit)
            entry["contrast"], entry["p"] = difference["estimate"], difference["p"]
        for stratum in range(len(audit.committed)):
            part = [p for p in own if audit.stratum(p) == stratum]
            cells = []
            for s in range(len(audit.depths)):
                r, m = sum(p["real"] == s for p in part), sum(p["simulated"] == s for p in part)
                sums = by_cluster(part, lambda p: audit.cluster(p, unit),
                                  lambda p: (p["simulated"] == s) - (p["real"] == s))
                score, square = float(np.sum(sums)), float(np.sum(np.square(sums)))
                cell = {"real": r, "simulated": m}
                if part and 0 < r + m < 2 * len(part):
                    cell["fisher"] = float(stats.fisher_exact([[r, len(part) - r], [m, len(part) - m]])[1])
                    fishers.append(cell["fisher"])
                if square > 0 and sum(abs(float(v)) > 0 for v in sums) > 1:
                    cell["clustered"] = float(stats.chi2.sf(score * score / square, 1))
                cells.append(cell)
            entry["strata"].append({"pairs": len(part), "cells": cells})
        groups.append(entry)
    corrected = multipletests(fishers, method="fdr_bh")[1] if fishers else []
    return {"groups": groups, "fisher_bh": sorted(float(p) for p in corrected)}


def hazard_values(audit, observations):
    """observations: stratum → list of (conversation, user turn, real leaves, simulated leaves) on the real risk set."""
    result = []
    for stratum in range(len(audit.committed)):
        rows = np.array(observations[stratum], float)
        ends = []
        for column in (2, 3):
            surviving = 1.0
            for turn in np.unique(rows[:, 1]):
                at = rows[rows[:, 1] == turn]
                surviving *= 1 - at[:, column].sum() / len(at)
            ends.append(surviving)
        differences = rows[:, 3] - rows[:, 2]
        scores = np.array([differences[rows[:, 0] == c].sum() for c in np.unique(rows[:, 0])])
        square = scores.sum() ** 2 / (scores**2).sum()
        result.append({"real_end": ends[0], "simulated_end": ends[1], "difference": float(differences.mean()),
                       "p": float(stats.chi2.sf(square, 1))})
    return result


def report(audit, simulator, instrument, unit, draws=(0,), resampled=True):
    pairs = audit.labelled(simulator, instrument, draws)
    return {"simulator": simulator, "instrument": instrument, "cluster": unit,
            "strata": [stratum_values(audit, pairs, s, unit, resampled) for s in range(len(audit.committed))],
            "contrast": contrast_values(audit, pairs, instrument, unit, resampled)}


def floors(audit, simulator, instrument, unit):
    """Of every figure, by position, by position and previous stage, and by those and the action."""
    pairs = audit.labelled(simulator, instrument)
    return [figures(audit, pairs, instrument, level, unit, len(audit.positions)) for level in (1, 2, 3)]


def persuasion(folder):
    description = json.loads((folder / "audit.json").read_text())
    stages = [s["id"] for s in description["schema"]["stages"]]
    strata = [s["id"] for s in description["outcome"]["strata"]]
    lines = lambda name: [json.loads(line) for line in (folder / name).read_text().splitlines()]
    conversations, number = [], {}
    user_turns = {}
    for c in lines("conversations.jsonl"):
        number[c["id"]] = len(conversations)
        user_turns[c["id"]] = [i for i, t in enumerate(c["turns"]) if t["role"] == "user"]
        conversations.append({"stratum": strata.index(c["outcome"]), "customer": c["customer"]})
    labels = lines("labels.jsonl")
    real = {(x["conversation"], x["turn"]): stages.index(x["stage"]) for x in labels if x["source"] == "real"}
    pairs = []
    for x in labels:
        if x["source"] == "real":
            continue
        turns = user_turns[x["conversation"]]
        pairs.append({"conversation": number[x["conversation"]], "turn": x["turn"],
                      "position": min(4, turns.index(x["turn"]) * 5 // len(turns)), "simulator": x["source"],
                      "instrument": x["instrument"], "draw": 0, "real": real[(x["conversation"], x["turn"])],
                      "simulated": stages.index(x["stage"]), "action": 255})
    audit = Audit([0, 1, 2, 3, 4], [s["committed"] for s in description["outcome"]["strata"]], conversations, pairs,
                  [0], ["1/5", "2/5", "3/5", "4/5", "5/5"], [])
    values = [report(audit, s, "annotators", unit) for s in ("retrieval", "agreeable")
              for unit in ("conversation", "customer")]
    groups = group_values(audit, audit.labelled("retrieval", "annotators"), "position", audit.positions, "conversation")
    # The time is the number of the turn among the user turns; whoever has left is at risk no more.
    observations = [[], []]
    names = {v: k for k, v in number.items()}
    for c in range(len(conversations)):
        own = sorted((p for p in pairs if p["conversation"] == c and p["simulator"] == "retrieval"),
                     key=lambda p: p["turn"])
        for p in own:
            observations[conversations[c]["stratum"]].append(
                [c, user_turns[names[c]].index(p["turn"]) + 1, p["real"] == 0, p["simulated"] == 0])
            if p["real"] == 0:
                break
    return {"reports": values, "floors": floors(audit, "retrieval", "annotators", "conversation"),
            "positions": groups, "survival": hazard_values(audit, observations)}


def medium():
    rng = np.random.default_rng(20260620)
    depths = [0.0, 1.5, 4.0, 10.0]
    committed = [False, False, True]
    actions = ["rapport", "probe", "pitch"]
    conversations, pairs = [], []
    for c in range(160):
        stratum = int(rng.choice(3, p=[0.45, 0.2, 0.35]))
        customer = f"u{int(rng.integers(0, 60))}" if c % 3 == 0 else f"c{c}"
        conversations.append({"stratum": stratum, "customer": customer})
        will = rng.normal(0.6 if committed[stratum] else -0.2, 0.7)
        for probe in range(int(rng.integers(2, 5))):
            exit_probe = probe == 3
            real = NO_REPLY if exit_probe else int(np.clip(round(1.4 + will + rng.normal(0, 0.9)), 0, 3))
            action = int(rng.integers(0, 3)) if rng.random() > 0.1 else MISSING
            turn = 2 * probe * 3 + 5
            for simulator, lift in (("persona", 0.4), ("other", 0.1)):
                for draw in range(2):
                    value = int(np.clip(round(1.6 + lift + 0.3 * will + rng.normal(0, 0.9)), 0, 3))
                    silent = rng.random() < 0.04
                    for instrument in ("a", "b", "c"):
                        if instrument != "a" and (draw == 1 or rng.random() < 0.2):
                            continue
                        noise = lambda x: x if x > 3 or instrument == "a" or rng.random() < 0.7 else int(
                            np.clip(x + rng.choice([-1, 1]), 0, 3))
                        # An instrument gives a real turn one label, whichever simulator stands beside it.
                        seen = [p for p in pairs if p["conversation"] == c and p["turn"] == turn
                                and p["instrument"] == instrument]
                        label = seen[0]["real"] if seen else noise(real)
                        if not seen and rng.random() < 0.03 and not exit_probe:
                            label = MISSING
                        pairs.append({"conversation": c, "turn": turn, "position": 3 if exit_probe else probe,
                                      "simulator": simulator, "instrument": instrument, "draw": draw, "real": label,
                                      "simulated": NO_REPLY if silent else noise(value), "action": action})
    audit = Audit(depths, committed, conversations, pairs, [0], ["30%", "60%", "90%", "exit"], actions)
    series = sorted({(p["simulator"], p["instrument"], p["draw"]) for p in pairs})
    pairs.sort(key=lambda p: (p["conversation"], p["turn"],
                              series.index((p["simulator"], p["instrument"], p["draw"]))))
    values = [report(audit, "persona", "a", unit) for unit in ("conversation", "customer")]
    mean = report(audit, "persona", "a", "customer", draws=(0, 1), resampled=False)
    first = audit.labelled("persona", "a")
    return {
        "depths": depths, "committed": committed, "conversations": conversations, "series": series,
        "pairs": [[p["conversation"], p["turn"], p["position"],
                   series.index((p["simulator"], p["instrument"], p["draw"])), p["real"], p["simulated"], p["action"]]
                  for p in pairs],
        "reports": values, "floors": [floors(audit, "persona", "a", unit) for unit in ("conversation", "customer")],
        "mean_over_draws": mean,
        "positions": group_values(audit, first, "position", audit.positions, "customer"),
        "actions": group_values(audit, first, "action", actions, "customer"),
        "comparison": comparison(audit, "persona", "other", "a", "customer"),
        "instruments": agreement(audit, "a", "b"), "overall": overall(audit, ["a", "b", "c"]),
    }


def comparison(audit, one, two, instrument, unit):
    a = audit.conversation_means(audit.labelled(one, instrument), audit.d)
    b = audit.conversation_means(audit.labelled(two, instrument), audit.d)
    common = collections.OrderedDict((c, a[c] - b[c]) for c in a if c in b)
    result = audit.side_difference(common, unit)
    return {"conversations": len(common), "estimate": result["estimate"], "ci": result["ci"], "p": result["p"]}


def turns(audit, instruments):
    """For the report of simulator persona, instrument a, draw 0: labels of real and simulated turns by instrument."""
    k = len(audit.depths)
    rows = [p for p in audit.pairs if p["simulator"] == "persona" and p["instrument"] == "a" and p["draw"] == 0]
    real, simulated = [], []
    for row in rows:
        at = [p for p in audit.pairs if (p["conversation"], p["turn"]) == (row["conversation"], row["turn"])]
        clean = lambda x: x if x is not None and x < k else None
        real.append([clean(next((p["real"] for p in at if p["instrument"] == i), None)) for i in instruments])
        simulated.append([clean(next((p["simulated"] for p in at if p["instrument"] == i
                                      and p["simulator"] == "persona" and p["draw"] == 0), None)) for i in instruments])
    return real, simulated


def agreement(audit, one, two):
    result = {}
    for name, labels in zip(("real", "simulated"), turns(audit, [one, two])):
        both = [(x, y) for x, y in labels if x is not None and y is not None]
        x, y = zip(*both)
        data = np.array([[audit.depths[v] for v in x], [audit.depths[v] for v in y]])
        alpha = lambda level: float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))
        n = len(audit.depths)
        # Weights over the depths, not over the places of the stages.
        table = np.zeros((n, n))
        for i, j in both:
            table[i, j] += 1
        distance = np.abs(np.subtract.outer(np.array(audit.depths), np.array(audit.depths)))
        expected = np.outer(table.sum(1), table.sum(0)) / table.sum()
        result[name] = {"turns": len(both), "kappa": float(cohens_kappa(table)["kappa"]),
                        "kappa_linear": float(1 - (distance * table).sum() / (distance * expected).sum()),
                        "kappa_quadratic": float(1 - (distance**2 * table).sum() / (distance**2 * expected).sum()),
                        "alpha_nominal": alpha("nominal"), "alpha_ordinal": alpha("ordinal"),
                        "alpha_interval": alpha("interval")}
    return result


def overall(audit, instruments):
    result = {}
    for name, labels in zip(("real", "simulated"), turns(audit, instruments)):
        data = np.array([[np.nan if v is None else audit.depths[v] for v in row] for row in labels]).T
        result[name] = float(krippendorff.alpha(reliability_data=data, level_of_measurement="ordinal"))
    return result


def write(name, value):
    rounded = lambda v: (
        {k: rounded(x) for k, x in v.items()} if isinstance(v, dict) else
        [rounded(x) for x in v] if isinstance(v, (list, tuple)) else
        v if isinstance(v, (str, bool, int)) else float(v))
    (HERE / name).write_text(json.dumps(rounded(value), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write("analyses_medium.json", medium())
    data = HERE.parent.parent.parent / "shared/data/persuasion-audit"
    if len(sys.argv) > 1:
        data = pathlib.Path(sys.argv[1])
    if (data / "audit.json").exists():
        write("analyses_persuasion.json", persuasion(data))
    else:
        print("skipped: no persuasion-audit at", data)

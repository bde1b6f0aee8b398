"""The excess over a reference corrected by people's blind labels: numpy, and ppi-python where it has the same problem.

    python3 Tests/Oracles/corrected_excess.py

Written without a look at the Swift code: influences as matrices, lambda from two regressions a fold.
"""

import json
from pathlib import Path

import numpy as np
from ppi_py import ppi_mean_pointestimate
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

random = np.random.default_rng(2311)


def draw(conversations, labelled, customers, error):
    """Conversations as the program sees them: side, customer, depths by judge and people, weights of real turns."""
    members = []
    for number in range(conversations):
        side = int(random.uniform() < 0.4)
        expected = random.normal(1.8 + 0.3 * side, 0.4)
        truth = random.integers(0, 5, 3) * 0.7 + 0.3 * side
        judged = truth + (random.uniform(size=3) < error) * random.integers(0, 4, 3)
        member = {"cluster": int(random.integers(customers)) if customers else number, "side": side,
                  "simulated": judged.mean(), "expected": expected, "real": []}
        if number % conversations < labelled:
            chosen = random.integers(1, 4)
            member["blind"] = [truth[:chosen].mean(), judged[:chosen].mean()]
            for _ in range(chosen):
                depth = random.integers(0, 5)
                weight = random.uniform(0.5, 1.5)
                read = depth if random.uniform() < 0.8 else random.integers(0, 5)
                member["real"].append([weight / chosen, (2 - weight) / chosen, float(depth), float(read)])
        members.append(member)
    return members


def parts(members, lambdas, counted):
    """ê of both sides, and the influence of every member on both."""
    side = np.array([m["side"] for m in members])
    everyone = np.stack([side == 0, side == 1], 1).astype(float)
    simulated = np.array([m["simulated"] for m in members])
    expected = np.array([m["expected"] for m in members])
    blind = np.array([m.get("blind", [0, 0]) for m in members])
    has = np.array([("blind" in m) and c for m, c in zip(members, counted)], float)[:, None] * everyone
    weight = np.zeros((len(members), 2))
    real = np.zeros((len(members), 2))
    for i, m in enumerate(members):
        if counted[i]:
            for u, c, depth, read in m["real"]:
                weight[i] += [u, c]
                real[i] += np.array([u, c]) * (depth - lambdas[i] * read)
    sample = (has * (blind[:, 0] - lambdas * blind[:, 1])[:, None]).sum(0) / has.sum(0)
    reference = real.sum(0) / weight.sum(0)
    ls = (has * lambdas[:, None]).sum(0) / has.sum(0)
    lr = (weight * lambdas[:, None]).sum(0) / weight.sum(0)
    s, m = everyone.T @ simulated / everyone.sum(0), everyone.T @ expected / everyone.sum(0)
    value = ls * s - lr * m + sample - reference
    influence = everyone * (ls * (simulated[:, None] - s) - lr * (expected[:, None] - m)) / everyone.sum(0)
    influence += has * ((blind[:, 0] - lambdas * blind[:, 1])[:, None] - sample) / has.sum(0)
    influence -= (real - weight * reference) / weight.sum(0)
    return value, influence


def by_cluster(members, influence):
    clusters = [m["cluster"] for m in members]
    order = list(dict.fromkeys(clusters))
    sums = np.zeros((len(order), 2))
    for cluster, row in zip(clusters, influence):
        sums[order.index(cluster)] += row
    sides = np.array([members[clusters.index(cluster)]["side"] for cluster in order])
    return sums, sides


def correct(members):
    labelled = sorted({m["cluster"] for m in members if "blind" in m})
    fold = np.array([labelled.index(m["cluster"]) % 5 if m["cluster"] in labelled else -1 for m in members])
    is_labelled = np.array(["blind" in m for m in members])
    n = is_labelled.sum()
    by_fold = np.ones(5)
    if n >= 100:
        for f in range(5):
            others = is_labelled & (fold != f)
            zero = by_cluster(members, parts(members, np.zeros(len(members)), others)[1])[0] @ [1, -1]
            one = by_cluster(members, parts(members, np.ones(len(members)), others)[1])[0] @ [1, -1]
            slope = np.linalg.lstsq((one - zero)[:, None], -zero, rcond=None)[0][0]
            by_fold[f] = np.clip(slope, 0, 1)
    lambdas = np.where(fold >= 0, by_fold[fold], 0.0)
    value, influence = parts(members, lambdas, is_labelled)
    sums, sides = by_cluster(members, influence)
    units = [len({m["cluster"] for m in members if m["side"] == k and "blind" in m}) for k in (0, 1)]
    result = {"lambda": lambdas[is_labelled].mean()}
    for name, direction in [("uncommitted", [1, 0]), ("committed", [0, 1]), ("excess", [1, -1])]:
        squares = (sums @ direction) ** 2
        v = np.array([squares[sides == k].sum() * units[k] / (units[k] - 1) for k in (0, 1)])
        df = v.sum() ** 2 / sum(v[k] ** 2 / (units[k] - 1) for k in (0, 1))
        result[name] = {"value": value @ direction, "standardError": np.sqrt(v.sum()), "df": df}
    return result


def against_the_package():
    """Without a reference the uncommitted side is a mean: ppi_py with lambda N / (n + N)."""
    members = draw(300, 60, 0, 0.4)
    for m in members:
        m["expected"], m["real"] = 0.0, [[1.0, 1.0, 0.0, 0.0]] if "blind" in m else []
    own = [m for m in members if m["side"] == 0]
    y = np.array([m["blind"][0] for m in own if "blind" in m])
    f = np.array([m["blind"][1] for m in own if "blind" in m])
    # The package has one label and one prediction an observation: here the judge's mean is that of the labelled turns.
    for m in own:
        if "blind" in m:
            m["simulated"] = m["blind"][1]
    u = np.array([m["simulated"] for m in own if "blind" not in m])
    expected = float(np.squeeze(ppi_mean_pointestimate(y, f, u, lam=len(u) / (len(u) + len(y)))))
    result = correct(members)
    assert abs(result["uncommitted"]["value"] - expected) < 1e-12, (result, expected)
    return members, result


def jackknife(real, simulated, customers):
    def kappa(pairs):
        table = np.zeros((3, 3))
        for a, b in pairs:
            table[a, b] += 1
        return cohens_kappa(table, return_results=False)
    def difference(left_out):
        keep = [i for i in range(len(customers)) if customers[i] != left_out]
        return kappa([simulated[i] for i in keep]) - kappa([real[i] for i in keep])
    units = sorted(set(customers))
    without = np.array([difference(unit) for unit in units])
    g = len(units)
    return {"value": difference(None), "df": g - 1,
            "standardError": np.sqrt((g - 1) / g * ((without - without.mean()) ** 2).sum())}


cases = [{"members": members, "expected": correct(members)} for members in
         [draw(160, 40, 0, 0.3), draw(400, 130, 0, 0.5), draw(500, 220, 180, 0.6), draw(120, 120, 0, 0.3)]]
members, result = against_the_package()
cases.append({"members": members, "expected": result})
people = random.integers(0, 3, 60)
real = [[int(p), int(p if random.uniform() < 0.9 else random.integers(3))] for p in people]
simulated = [[int(p), int(p if random.uniform() < 0.6 else random.integers(3))] for p in people]
customers = [int(i) for i in random.integers(0, 20, 60)]
kappa = {"real": real, "simulated": simulated, "customers": customers,
         "expected": jackknife(real, simulated, customers)}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.item() if hasattr(value, "item") else value


path = Path(__file__).with_name("corrected_excess.json")
path.write_text(json.dumps(plain({"cases": cases, "kappa": kappa})) + "\n")
for case in cases:
    print(case["expected"])
print(kappa["expected"])

"""What Tests/FidelityTests/Whole/AgentScoreTests.swift holds the scores of agents against, printed.

Runs are made by a formula that both sides know: task t was solved by agent a under simulator s where
(7t + 5a + 3s)(t + 2a + 3s + 1) mod 11 < LIMITS[s][a]. The displacement of two re-seeded runs is enumerated over every
dealing of a small table, and its error rate simulated; beside it stands that of a bootstrap of tasks.
"""

import itertools
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

LIMITS = [[3, 5, 7, 9], [6, 5, 8, 9]]


def solved(task, agent, simulator):
    product = (7 * task + 5 * agent + 3 * simulator) * (task + 2 * agent + 3 * simulator + 1)
    return 1 if product % 11 < LIMITS[simulator][agent] else 0


def runs(tasks, agents):
    return np.array([[[solved(t, a, s) for t in range(tasks)] for a in range(agents)] for s in range(2)])


def footrule(first, second):
    ranks = [stats.rankdata(-np.round(side, 12), method="average") for side in (first, second)]
    return np.abs(ranks[0] - ranks[1]).sum()


def exact(own):
    """Every dealing of a table of one run a task, agent and simulator: displacements and their probabilities."""
    mixed = [(a, t) for a in range(own.shape[1]) for t in range(own.shape[2]) if own[0, a, t] != own[1, a, t]]
    sums = []
    for swaps in itertools.product([0, 1], repeat=len(mixed)):
        dealt = own.copy()
        for (a, t), swap in zip(mixed, swaps):
            if swap:
                dealt[:, a, t] = dealt[::-1, a, t]
        sums.append(footrule(dealt[0].mean(1), dealt[1].mean(1)))
    return np.sort(np.array(sums))


def dealt_limit(own, rng, draws, level=0.95):
    sums = []
    for _ in range(draws):
        swap = rng.integers(0, 2, own.shape[1:])[None]
        first = np.where(swap[0] == 1, own[1], own[0]).mean(1)
        second = np.where(swap[0] == 1, own[0], own[1]).mean(1)
        sums.append(footrule(first, second))
    return np.sort(sums)[int(np.ceil(level * (draws + 1))) - 1]


def bootstrap_limit(own, rng, draws, level=0.95):
    tasks = own.shape[2]
    sums = []
    for _ in range(draws):
        chosen = rng.integers(0, tasks, tasks)
        side = rng.integers(0, 2, (2,) + own.shape[1:2] + (tasks,))
        pooled = own[:, :, chosen]
        both = [np.where(side[s] == 1, pooled[1], pooled[0]).mean(1) for s in range(2)]
        sums.append(footrule(*both))
    return np.sort(sums)[int(np.ceil(level * (draws + 1))) - 1]


def rates(scores, tasks, samples=400, draws=400):
    rng = np.random.default_rng(20_260_620)
    beyond = np.zeros(2)
    for _ in range(samples):
        ease = rng.beta(2, 2, tasks)
        chance = np.clip(ease[None] - 0.5 + np.array(scores)[:, None], 0.02, 0.98)
        own = (rng.random((2,) + chance.shape) < chance).astype(int)
        seen = footrule(own[0].mean(1), own[1].mean(1))
        beyond += [seen > dealt_limit(own, rng, draws), seen > bootstrap_limit(own, rng, draws)]
    return beyond / samples


if __name__ == "__main__":
    own = runs(60, 4)
    print("scores", own.mean(2).tolist())
    d = (own[1] - own[0]).mean(0)
    interval = stats.ttest_1samp(d, 0).confidence_interval(0.95)
    print("paired shift", d.mean(), interval.low, interval.high)
    half = runs(60, 4)
    first, second = half[0][:, :30].mean(0), half[1][:, 30:].mean(0)
    welch = stats.ttest_ind(second, first, equal_var=False)
    interval = welch.confidence_interval(0.95)
    print("apart shift", second.mean() - first.mean(), interval.low, interval.high)
    print("ranks", [stats.rankdata(-own[s].mean(1)).tolist() for s in range(2)], footrule(own[0].mean(1), own[1].mean(1)))
    for count, size in [(80, 114), (97, 114)]:
        print("Wilson", proportion_confint(count * (size - 1) / size, size - 1, method="wilson"))
    small = runs(8, 3)
    sums = exact(small)
    observed = footrule(small[0].mean(1), small[1].mean(1))
    quantiles = [sums[int(np.ceil(p * len(sums))) - 1] for p in (0.5, 0.9, 0.95)]
    print("exact", len(sums), "observed", observed, "mean", sums.mean(), "sd", sums.std(), "quantiles", quantiles)
    print("P(at least)", {v: float((sums >= v).mean()) for v in sorted(set(sums))})
    if "rates" in sys.argv:
        for scores, tasks in [([0.5] * 4, 30), ([0.4, 0.5, 0.6, 0.7], 30), ([0.5] * 8, 100), ([0.45, 0.55], 50)]:
            print("beyond", scores, tasks, "dealt, bootstrap:", rates(scores, tasks))

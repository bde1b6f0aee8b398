"""The bootstrap and the permutation test of `Benchmarks resampling` in numpy and SciPy, as an analyst would write them.

numpy 2.4.6, scipy 1.17.1. Called by the benchmark with a file of float64 rows: ten stage counts, D-bar of four
references, the stratum. Prints JSON: work -> peer -> milliseconds (scaled to 10,000 resamples), resamples made, check.
"""

import json
import sys
import time

import numpy as np
from scipy import stats

RESAMPLES = 10_000
BUDGET = 10.0  # seconds for one measurement; fewer resamples are scaled up


def timed(one, most=RESAMPLES):
    """Calls one() until all resamples are made or the budget is spent."""
    values = []
    start = time.perf_counter()
    while len(values) < most and (len(values) < 5 or time.perf_counter() - start < BUDGET):
        values.append(one())
    seconds = time.perf_counter() - start
    return np.array(values), seconds * 1000 * RESAMPLES / len(values), len(values)


def result(milliseconds, resamples, check):
    return {"milliseconds": milliseconds, "resamples": int(resamples), "check": [float(x) for x in check]}


def limits(values):
    return np.percentile(values, [2.5, 97.5])


def numpy_bootstrap(strata, with_floors, rng):
    columns = 12 if not with_floors else 16

    def one():
        sums = []
        for rows in strata:
            drawn = rng.integers(0, len(rows), len(rows))
            sums.append(rows[drawn, :columns].sum(0))
        return np.concatenate(sums)

    values, milliseconds, resamples = timed(one)
    sizes = [len(rows) for rows in strata]
    start = time.perf_counter()
    halves = values[:, :columns], values[:, columns:]
    for sums in halves:
        pairs = sums[:, :5].sum(1)
        for stage in range(5):
            limits(sums[:, stage] / pairs)
            limits(sums[:, 5 + stage] / pairs)
            limits((sums[:, 5 + stage] - sums[:, stage]) / pairs)
    means = [sums[:, 10] / size for sums, size in zip(halves, sizes)]
    squares = sum(sums[:, 11] - mean * sums[:, 10] for sums, mean in zip(halves, means))
    limits((means[0] - means[1]) / np.sqrt(squares / (sum(sizes) - 2)))
    check = list(limits(means[0] - means[1]))
    if with_floors:
        for column in range(12, 16):
            floor = halves[0][:, column] / sizes[0] - halves[1][:, column] / sizes[1]
            pair = [*limits(floor), *limits(means[0] - means[1] - floor)]
            if column == 12:
                check += pair
    return result(milliseconds + (time.perf_counter() - start) * 1000, resamples, check)


def difference(x, y, axis=-1):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


def welch(x, y, axis=-1):
    variance = np.var(x, axis=axis, ddof=1) / x.shape[axis] + np.var(y, axis=axis, ddof=1) / y.shape[axis]
    return difference(x, y, axis) / np.sqrt(variance)


def scaled(units):
    """How many resamples SciPy is asked for: about 10^8 draws."""
    return max(10, min(RESAMPLES, int(3e8 / units)))


def scipy_bootstrap(groups, rng):
    resamples = scaled(sum(map(len, groups)))
    start = time.perf_counter()
    found = stats.bootstrap(groups, difference, n_resamples=resamples, method="percentile", vectorized=True,
                            batch=max(1, 3_000_000 // sum(map(len, groups))), rng=rng)
    milliseconds = (time.perf_counter() - start) * 1000 * RESAMPLES / resamples
    return result(milliseconds, resamples, found.confidence_interval)


def numpy_permutation(groups, rng):
    values = np.concatenate(groups)
    size = len(groups[0])

    def one():
        permuted = rng.permutation(values)
        first, second = permuted[:size], permuted[size:]
        return difference(first, second), welch(first, second)

    drawn, milliseconds, resamples = timed(one)
    observed = np.array([difference(*groups), welch(*groups)])
    p = ((drawn >= observed - 1e-10).sum(0) + 1) / (resamples + 1)
    return result(milliseconds, resamples, p if resamples == RESAMPLES else [])


def scipy_permutation(groups, rng):
    resamples = scaled(sum(map(len, groups)))
    start = time.perf_counter()
    found = stats.permutation_test(groups, difference, permutation_type="independent", n_resamples=resamples,
                                   alternative="greater", vectorized=True,
                                   batch=max(1, 3_000_000 // sum(map(len, groups))), rng=rng)
    milliseconds = (time.perf_counter() - start) * 1000 * RESAMPLES / resamples
    return result(milliseconds, resamples, [found.pvalue] if resamples == RESAMPLES else [])


def main():
    rows = np.fromfile(sys.argv[1], dtype=np.float64).reshape(-1, 15)
    counts, references, stratum = rows[:, :10], rows[:, 10:14], rows[:, 14]
    depth = (counts[:, 5:] - counts[:, :5]) @ np.arange(5.0) / counts[:, :5].sum(1)
    table = np.column_stack([counts, depth, depth * depth, references])
    strata = [np.ascontiguousarray(table[stratum == 0]), np.ascontiguousarray(table[stratum == 1])]
    groups = tuple(np.ascontiguousarray(part[:, 10]) for part in strata)
    rng = np.random.default_rng(1)
    print(json.dumps({
        "bootstrap": {"numpy": numpy_bootstrap(strata, False, rng), "scipy": scipy_bootstrap(groups, rng)},
        "bootstrap with floors and excess": {"numpy": numpy_bootstrap(strata, True, rng)},
        "permutation test": {"numpy": numpy_permutation(groups, rng), "scipy": scipy_permutation(groups, rng)},
    }))


if __name__ == "__main__":
    main()

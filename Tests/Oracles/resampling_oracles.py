"""The reference values of Tests/StatisticsTests/Resampling.

scipy 1.17.1, numpy 2.4.6. Run: python3 Tests/Oracles/resampling_oracles.py
"""

import numpy as np
from scipy import stats
from scipy.stats import _resampling

UNCOMMITTED = [0.75, 0.5, -0.25, 1.0, 0.25, 0.5, 0.0, 1.25]
COMMITTED = [0.0, -2.0, 0.5, 1.5, -0.75]


def difference(x, y, axis=-1):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


def welch(x, y, axis=-1):
    return stats.ttest_ind(x, y, axis=axis, equal_var=False).statistic


def permutation():
    # All 13! / (8! 5!) = 1287 groupings: exact p-values.
    for name, statistic in (("raw", difference), ("studentised", welch)):
        for alternative in ("greater", "less"):
            result = stats.permutation_test(
                (UNCOMMITTED, COMMITTED), statistic, permutation_type="independent",
                n_resamples=np.inf, alternative=alternative, vectorized=True)
            print("permutation", name, alternative, repr(float(result.statistic)), repr(float(result.pvalue)))
        result = stats.permutation_test(
            (UNCOMMITTED, COMMITTED), lambda x, y, axis=-1: abs(statistic(x, y, axis)),
            permutation_type="independent", n_resamples=np.inf, alternative="greater", vectorized=True)
        print("permutation", name, "absolute", repr(float(result.pvalue)))


def bca():
    # Limits from given replicates, so that nothing is random.
    theta = difference(np.array(UNCOMMITTED), np.array(COMMITTED))
    replicates = theta + 0.9 * (((np.arange(1000) * 7919) % 1000) / 1000 - 0.48)
    data = (np.array(UNCOMMITTED), np.array(COMMITTED))
    low, high, acceleration = _resampling._bca_interval(
        data, difference, axis=-1, alpha=0.025, theta_hat_b=replicates, batch=None, xp=np)
    print("bca acceleration", repr(float(acceleration)))
    print("bca limits", [repr(float(np.percentile(replicates, 100 * p))) for p in (low, high)])
    # The ratio of two sums over the same units, as scipy.stats.bootstrap(paired=True) resamples it.
    above, below = np.array([1.0, 2, 2, 3, 1, 4]), np.array([2.0, 3, 2, 4, 4, 4])
    *_, acceleration = _resampling._bca_interval(
        [np.arange(6)], lambda i, axis=-1: above[i].sum(axis) / below[i].sum(axis), axis=-1, alpha=0.025,
        theta_hat_b=np.array([0.5, 0.7, 0.8]), batch=None, xp=np)
    print("bca acceleration of a ratio", repr(float(acceleration)))


def percentile():
    # The limits of many resamples, and the standard error of one limit of 20,000 resamples.
    rng = np.random.default_rng(1)
    limits = []
    errors = []
    for _ in range(60):
        result = stats.bootstrap(
            (UNCOMMITTED, COMMITTED), difference, n_resamples=20_000, method="percentile", vectorized=True,
            confidence_level=0.95, rng=rng)
        limits.append((result.confidence_interval.low, result.confidence_interval.high))
        errors.append(result.standard_error)
    limits = np.array(limits)
    print("percentile limits", limits.mean(0).tolist(), "standard error of one run", limits.std(0, ddof=1).tolist())
    print("standard error", np.mean(errors), "of one run", np.std(errors, ddof=1))


if __name__ == "__main__":
    permutation()
    bca()
    percentile()

"""Asymptotic confidence sequences: reference values, and how often 100 looks at a true null mislead.

    python3 Tests/Oracles/confidence_sequence.py

The first table is formula (2.6) of Waudby-Smith et al. 2024 (doi:10.1214/24-AOS2408) in NumPy, for
ConfidenceSequenceTests.swift. The second looks 100 times at growing samples of a statistic whose true value is the limit
itself, which is what a gate at its limit sees, and counts how often an interval ever excludes it: single 95 % intervals and
the sequence. The difference of two group means stands for the contrast, clustered counts for shares.
"""

import numpy as np

LOOKS, FIRST, LAST, AUDITS = 100, 20, 2000, 4000


def multiplier(n, alpha, narrowest):
    twice = -2 * np.log(alpha)
    rho2 = (twice + np.log(twice + 1)) / narrowest
    return np.sqrt(2 * (n * rho2 + 1) / (n * rho2) * np.log(np.sqrt(n * rho2 + 1) / alpha))


def looks(draw, estimate):
    """z of the estimate at every look of every audit."""
    sizes = np.unique(np.linspace(FIRST, LAST, LOOKS).astype(int))
    generator = np.random.default_rng(20260620)
    z = np.array([[estimate(sample, n) for n in sizes] for sample in (draw(generator) for _ in range(AUDITS))])
    return sizes, z


def mean_z(sample, n):
    x = sample[:n]
    return x.mean() / (x.std(ddof=1) / np.sqrt(n))


def contrast_z(sample, n):
    x = sample[:n]
    a, b = x[0::2], x[1::2]
    return (a.mean() - b.mean()) / np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))


def skewed(generator):
    return generator.choice([-1.0, 0.0, 3.0], p=[0.6, 0.2, 0.2], size=LAST)


if __name__ == "__main__":
    for alpha, narrowest, n in [(0.05, 300, 20), (0.05, 300, 300), (0.05, 300, 5000), (0.1, 50, 73), (0.001, 1000, 1)]:
        print(alpha, narrowest, n, repr(float(multiplier(n, alpha, narrowest))))
    print("| statistic | single intervals, two-sided | one-sided | sequence, two-sided | one-sided |")
    print("|---|---:|---:|---:|---:|")
    for name, draw, estimate in [
        ("mean, normal", lambda g: g.standard_normal(LAST), mean_z),
        ("mean, three values, skewed", skewed, mean_z),
        ("contrast of two sides", skewed, contrast_z),
    ]:
        sizes, z = looks(draw, estimate)
        bound = multiplier(sizes, 0.05, 300)
        rates = [
            (np.abs(z) > 1.959963984540054).any(axis=1), (z > 1.959963984540054).any(axis=1),
            (np.abs(z) > bound).any(axis=1), (z > bound).any(axis=1),
        ]
        print(f"| {name} | " + " | ".join(f"{100 * r.mean():.1f} %" for r in rates) + " |")

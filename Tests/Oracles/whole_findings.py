"""How often equal shares of real and simulated whole conversations are said to differ.

For cells of real units, simulated units, conversations a unit, share and intraclass correlation (beta-binomial): how often
the interval of the difference leaves 0 out, and how often it lies beyond the floor, which is what a finding takes. The
numbers stand at RealAgainstSimulated.Finding.

    python3 Tests/Oracles/whole_findings.py
"""

import numpy as np

random = np.random.default_rng(1)
Z = 1.959963984540054


def side(ends):
    """Share, CR1 variance and Wilson's limits on the effective size, of samples × units × conversations."""
    units, size = ends.shape[1], ends.shape[1] * ends.shape[2]
    share = ends.mean((1, 2))
    residuals = (ends.sum(2) - share[:, None] * ends.shape[2]) / size
    variance = (residuals**2).sum(1) * units / (units - 1)
    independent = share * (1 - share) / size
    effect = np.where(independent > 0, np.maximum(1, variance / np.maximum(independent, 1e-300)), 1)
    n = size / effect
    centre = (share * n + Z**2 / 2) / (n + Z**2)
    half = Z / (n + Z**2) * np.sqrt(share * (1 - share) * n + Z**2 / 4)
    return share, variance, np.where(share == 0, 0, centre - half), np.where(share == 1, 1, centre + half)


def rates(first, second, runs, share, correlation, samples=20_000):
    def draw(units):
        own = share
        if correlation > 0:
            scale = (1 - correlation) / correlation
            own = random.beta(share * scale, (1 - share) * scale, (samples, units, 1))
        return random.random((samples, units, runs)) < own

    (p, v, low, high), (q, _, low2, high2) = side(draw(first)), side(draw(second))
    lower = q - p - np.sqrt((q - low2) ** 2 + (high - p) ** 2)
    upper = q - p + np.sqrt((high2 - q) ** 2 + (p - low) ** 2)
    floor = 2 * np.sqrt(v) * np.sqrt(2 / np.pi)
    return ((lower > 0) | (upper < 0)).mean(), ((lower > floor) | (upper < -floor)).mean()


if __name__ == "__main__":
    print("real, simulated, runs, share, correlation: leaves 0 out, beyond the floor")
    for cell in [(10, 10, 1, 0.3, 0), (28, 28, 1, 0.05, 0), (60, 60, 1, 0.1, 0), (460, 464, 1, 0.06, 0),
                 (28, 28, 5, 0.2, 0.2), (60, 40, 5, 0.1, 0.3), (10, 50, 10, 0.2, 0.2), (7, 7, 10, 0.3, 0.3)]:
        excludes, beyond = rates(*cell)
        print(f"{cell}: {excludes:.1%}, {beyond:.1%}")

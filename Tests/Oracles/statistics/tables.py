"""Fourfold and square tables, plain and clustered."""

import mpmath as mp
import numpy as np
import pingouin
from record import Topic
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable, mcnemar

random = np.random.default_rng(2606)


def exact_fisher(a, b, c, d):
    """All in integers: the probabilities of the tables that are not more probable, added without rounding."""
    row, column, total = a + b, a + c, a + b + c + d
    low, high = max(0, column - (total - row)), min(row, column)
    weights = {k: int(mp.binomial(row, k)) * int(mp.binomial(total - row, column - k)) for k in range(low, high + 1)}
    return float(mp.mpf(sum(w for w in weights.values() if w <= weights[a])) / mp.mpf(sum(weights.values())))


def lower_tail(a, b, c, d):
    """P(X ≤ a), from the largest term downwards until the terms no longer count."""
    log = lambda n, k: mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
    term = total = mp.exp(log(a + b, a) + log(c + d, c) - log(a + b + c + d, a + c))
    while a > 0 and term > total * mp.mpf(10) ** -40:
        term *= mp.mpf(a) * d / ((b + 1) * mp.mpf(c + 1))
        a, b, c, d = a - 1, b + 1, c + 1, d - 1
        total += term
    return total


def score(vectors):
    """S' pinv(sum s s') S and its rank."""
    vectors = np.asarray(vectors, float)
    total, covariance = vectors.sum(0), vectors.T @ vectors
    rank = np.linalg.matrix_rank(covariance)
    statistic = total @ np.linalg.pinv(covariance, rcond=1e-12, hermitian=True) @ total
    return {"statistic": statistic, "df": int(rank), "p": stats.chi2.sf(statistic, rank)}


def clustered(categories, clusters, lean):
    cells = []
    for _ in range(clusters):
        table = np.zeros((categories, categories), int)
        own = random.dirichlet(np.ones(categories))
        for _ in range(random.integers(1, 6)):
            real = random.choice(categories, p=own)
            other = min(categories - 1, random.choice(categories) + (random.uniform() < lean))
            simulated = real if random.uniform() < 0.4 else other
            table[real, simulated] += 1
        cells.append(table)
    return np.array(cells)


def make():
    topic = Topic("tables")
    mp.mp.dps = 60
    for table in [(3, 1, 1, 3), (8, 2, 1, 5), (0, 10, 10, 0), (45, 136, 24, 157), (10, 10, 10, 10), (1, 999, 20, 980),
                  (0, 5, 3, 40), (120, 400, 90, 499), (700, 300, 650, 350), (2, 3, 6, 4)]:
        a, b, c, d = table
        result = stats.fisher_exact([[a, b], [c, d]])
        exact = exact_fisher(a, b, c, d)
        assert abs(result.pvalue - exact) < 1e-8 * exact, (table, result.pvalue, exact)
        expected = {"p": exact}
        if b * c:
            expected["oddsRatio"] = result.statistic
        topic.add("fisher",
                  f"scipy.stats.fisher_exact([[{a}, {b}], [{c}, {d}]]), p as the same sum in mpmath integers",
                  {"table": table, "alternative": "twoSided"}, expected)
        for side in ["greater", "less"]:
            topic.add("fisher", f"scipy.stats.fisher_exact([[{a}, {b}], [{c}, {d}]], '{side}')",
                      {"table": table, "alternative": side},
                      {"p": stats.fisher_exact([[a, b], [c, d]], alternative=side).pvalue})
    # SciPy's p of this one is 3e-10 off the sum at 60 digits; the margins are symmetric, so both tails are equal.
    topic.add("fisher", "mpmath: twice the tail of the hypergeometric distribution, by the ratio of its terms",
              {"table": (250000, 750000, 251000, 749000), "alternative": "twoSided"},
              {"p": float(2 * lower_tail(250000, 750000, 251000, 749000))})

    for size, total in [(2, 40), (3, 60), (5, 545), (5, 40000), (7, 3000)]:
        weights = random.dirichlet(np.ones(size * size) * 2).reshape(size, size)
        table = random.multinomial(total, weights.ravel()).reshape(size, size) + 1
        square = SquareTable(table, shift_zeros=False)
        homogeneity, symmetry = square.homogeneity(), square.symmetry()
        given = {"size": size, "counts": table.ravel()}
        topic.add("stuartMaxwell", "statsmodels SquareTable(table).homogeneity(); p by scipy.stats.chi2.sf", given,
                  {"statistic": homogeneity.statistic, "df": homogeneity.df,
                   "p": stats.chi2.sf(homogeneity.statistic, homogeneity.df)})
        topic.add("bowker", "statsmodels SquareTable(table).symmetry()", given,
                  {"statistic": symmetry.statistic, "df": symmetry.df, "p": symmetry.pvalue})
    inner = np.array([[5, 7, 2], [3, 9, 4], [8, 1, 6]])
    outer = np.zeros((4, 4), int)
    outer[:3, :3] = inner
    outer[3, 3] = 12
    homogeneity = SquareTable(inner, shift_zeros=False).homogeneity()
    topic.add("stuartMaxwell", "the same without the category that occurs only on the diagonal",
              {"size": 4, "counts": outer.ravel()}, {"statistic": homogeneity.statistic, "df": 2})

    for b, c in [(1, 0), (5, 12), (40, 22), (0, 9), (6, 6), (3000, 2800)]:
        table = [[10, b], [c, 20]]
        for corrected in [True, False]:
            result = mcnemar(table, exact=False, correction=corrected)
            topic.add("mcnemarChiSquared", f"statsmodels mcnemar(table, exact=False, correction={corrected})",
                      {"b": b, "c": c, "corrected": corrected}, {"statistic": result.statistic, "p": result.pvalue})

    for size, clusters, lean in [(2, 60, 0.3), (3, 40, 0.5), (5, 181, 0.3), (5, 300, 0.0), (6, 90, 0.6)]:
        cells = clustered(size, clusters, lean)
        given = {"size": size, "clusters": cells.reshape(clusters, -1)}
        topic.add("clusteredStuartMaxwell",
                  "S' numpy.linalg.pinv(sum s s') S, s = row - column margins of a cluster; scipy.stats.chi2.sf", given,
                  score(cells.sum(2) - cells.sum(1)))
        if size > 2:
            vectors = (cells.sum(2) - cells.sum(1))[:, :-1]
            vectors = vectors[(vectors != 0).any(1)]
            hotelling = pingouin.multivariate_ttest(vectors, np.zeros(size - 1))
            topic.add("clusteredStuartMaxwellHotelling",
                      "pingouin.multivariate_ttest(s, zeros).pval without the last category", given,
                      {"p": float(hotelling["pval"].iloc[0])})
        upper = np.triu_indices(size, 1)
        topic.add("clusteredBowker", "the same with s = (n_ij - n_ji, i < j) of a cluster", given,
                  score([(table - table.T)[upper] for table in cells]))
        differences = cells[:, :, 0].sum(1) - cells[:, 0, :].sum(1)
        topic.add("clusteredMcNemar", "the same with s = column 0 - row 0 of a cluster", {"differences": differences},
                  score(differences[:, None]))
    return topic

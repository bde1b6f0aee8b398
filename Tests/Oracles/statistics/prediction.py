"""PPI++: ppi-python for single observations, regressions for clusters."""

import numpy as np
import statsmodels.api as sm
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from record import Topic
from scipy import stats

random = np.random.default_rng(2311)


def tuned(truth, guess, rest):
    """The lambda of ppi_py for means, from its documented formula (the package keeps it to itself)."""
    n, others = len(truth), len(rest)
    covariance = np.cov(truth, guess, ddof=0)[0, 1]
    return np.clip(covariance / ((1 + n / others) * np.var(np.concatenate([guess, rest]), ddof=1)), 0, 1)


def sandwich(totals, weights):
    fit = sm.WLS(totals / weights, np.ones(len(totals)), weights=weights).fit(
        cov_type="cluster", cov_kwds={"groups": np.arange(len(totals))})
    return fit.params[0], fit.bse[0] ** 2


def make():
    topic = Topic("prediction")
    for n, others, quality in [(30, 400, 0.9), (150, 700, 0.6), (80, 90, 0.0), (12, 900, 1.0)]:
        depth = random.integers(-4, 5, n + others) * 1.0
        noise = random.integers(-4, 5, n + others) * 1.0
        guess = np.where(random.uniform(size=n + others) < quality, depth, noise) + 0.3
        truth, labelled, rest = depth[:n], guess[:n], guess[n:]
        lam = tuned(truth, labelled, rest)
        point = float(np.squeeze(ppi_mean_pointestimate(truth, labelled, rest)))
        assert abs(point - float(np.squeeze(ppi_mean_pointestimate(truth, labelled, rest, lam=lam)))) < 1e-12
        low, high = (float(np.squeeze(limit)) for limit in ppi_mean_ci(truth, labelled, rest, alpha=0.05))
        # The package's variance without the factors G/(G-1): they are put on for the standard error here.
        imputed, rectified = (lam * rest).var() / others, (truth - lam * labelled).var() / n
        assert abs((high - low) / 2 / stats.norm.ppf(0.975) - np.sqrt(imputed + rectified)) < 1e-12
        topic.add("ppiMean",
                  "ppi_py.ppi_mean_pointestimate(Y, Yhat, Yhat_unlabeled); "
                  "the variances in ppi_mean_ci, each times G/(G-1)",
                  {"truth": truth, "prediction": labelled, "rest": rest},
                  {"value": point, "lambda": lam,
                   "standardError": np.sqrt(imputed * others / (others - 1) + rectified * n / (n - 1)),
                   "packageStandardError": (high - low) / 2 / stats.norm.ppf(0.975)})
        for fixed in [0.0, 1.0]:
            point = float(np.squeeze(ppi_mean_pointestimate(truth, labelled, rest, lam=fixed)))
            topic.add("ppiFixed", f"ppi_py.ppi_mean_pointestimate(Y, Yhat, Yhat_unlabeled, lam={fixed})",
                      {"truth": truth, "prediction": labelled, "rest": rest, "lambda": fixed}, {"value": point})
    estimates = []
    for n, others in [(40, 300), (25, 150)]:
        weights = random.integers(1, 6, n + others) * 1.0
        truth = np.array([random.normal(0.4, 1, int(w)).sum() for w in weights])
        guess = truth + random.normal(0.2, 0.7, n + others) * weights
        w, v = weights[:n], weights[n:]
        y, f, u = truth[:n], guess[:n], guess[n:]
        pooled = (f.sum() + u.sum()) / weights.sum()
        residual = lambda total, weight, ratio, mean: (total - ratio * weight) / mean
        covariance = np.mean(residual(y, w, y.sum() / w.sum(), w.mean()) * residual(f, w, f.sum() / w.sum(), w.mean()))
        spread = np.sum(residual(guess, weights, pooled, weights.mean()) ** 2) / (n + others - 1)
        lam = np.clip(covariance / ((1 + n / others) * spread), 0, 1)
        imputed, imputed_variance = sandwich(lam * u, v)
        rectified, rectified_variance = sandwich(y - lam * f, w)
        variance = imputed_variance + rectified_variance
        df = variance**2 / (imputed_variance**2 / (others - 1) + rectified_variance**2 / (n - 1))
        given = {"labelled": np.stack([y, f, w], 1), "rest": np.stack([u, v], 1)}
        estimates.append((given, imputed + rectified, variance, df))
        topic.add("ppiClustered",
                  "lambda in numpy; sm.WLS(total/weight, ones, weights).fit(cov_type='cluster') of the two parts",
                  given, {"value": imputed + rectified, "lambda": lam, "standardError": np.sqrt(variance), "df": df})
    (first, a, va, dfa), (second, b, vb, dfb) = estimates
    df = (va + vb) ** 2 / (va**2 / dfa + vb**2 / dfb)
    topic.add("ppiDifference", "the two estimates above, their variances added; scipy.stats.t",
              {"first": first, "second": second},
              {"value": a - b, "df": df, "p": 2 * stats.t.sf(abs(a - b) / np.sqrt(va + vb), df)})
    return topic

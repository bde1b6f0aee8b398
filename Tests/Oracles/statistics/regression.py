"""Proportional odds, and scores of probabilities."""

import numpy as np
from record import Topic
from scipy.optimize import minimize, root
from scipy.special import expit
from statsmodels.miscmodels.ordinal_model import OrderedModel

random = np.random.default_rng(1980)


def data(count, columns, categories):
    x = random.normal(size=(count, columns))
    latent = x @ np.linspace(1, -0.5, columns) + random.logistic(size=count)
    edges = np.quantile(latent, np.linspace(0, 1, categories + 1)[1:-1])
    return x, np.searchsorted(edges, latent)


def likelihood(theta, x, y, categories, penalty):
    thresholds, beta = theta[:categories - 1], theta[categories - 1:]
    if np.any(np.diff(thresholds) <= 0):
        return 1e10
    bounds = np.concatenate([[-np.inf], thresholds, [np.inf]])
    eta = x @ beta
    return -np.log(expit(bounds[y + 1] - eta) - expit(bounds[y] - eta)).sum() + penalty * beta @ beta / 2


def gradient(theta, x, y, categories, penalty):
    thresholds, beta = theta[:categories - 1], theta[categories - 1:]
    bounds = np.concatenate([[-np.inf], thresholds, [np.inf]])
    eta = x @ beta
    upper, lower = expit(bounds[y + 1] - eta), expit(bounds[y] - eta)
    p = upper - lower
    result = np.zeros(len(theta))
    for k in range(categories - 1):
        result[k] = (upper * (1 - upper) / p)[y == k].sum() - (lower * (1 - lower) / p)[y == k + 1].sum()
    result[categories - 1:] = -x.T @ (1 - upper - lower) - penalty * beta
    return result


def make():
    topic = Topic("regression")
    for count, columns, categories, penalty in [(80, 2, 3, 0), (300, 4, 5, 0), (120, 3, 4, 7.5), (60, 5, 2, 1)]:
        x, y = data(count, columns, categories)
        if penalty == 0:
            model = OrderedModel(y, x, distr="logit")
            fit = model.fit(method="bfgs", maxiter=2000, gtol=1e-8, disp=False)
            beta, thresholds = fit.params[:columns], model.transform_threshold_params(fit.params)[1:-1]
            call = "statsmodels OrderedModel(y, x, distr='logit').fit(method='bfgs', gtol=1e-8)"
        else:
            start = np.concatenate([np.linspace(-1, 1, categories - 1), np.zeros(columns)])
            best = minimize(likelihood, start, (x, y, categories, penalty), method="Nelder-Mead",
                            options={"maxiter": 20000, "maxfev": 20000})
            best = minimize(likelihood, best.x, (x, y, categories, penalty), method="BFGS")
            thresholds, beta = best.x[:categories - 1], best.x[categories - 1:]
            call = "scipy minimize of the penalised likelihood"
        # To the last digit: the root of the gradient next to it.
        near = np.concatenate([thresholds, beta])
        exact = root(gradient, near, (x, y, categories, penalty), tol=1e-15).x
        assert np.abs(exact - near).max() < 1e-5, (exact, near)
        thresholds, beta = exact[:categories - 1], exact[categories - 1:]
        call += ", then scipy root of the gradient"
        expected = {f"threshold{i}": v for i, v in enumerate(thresholds)}
        expected |= {f"coefficient{i}": v for i, v in enumerate(beta)}
        topic.add("proportionalOdds", call,
                  {"x": x.ravel(), "columns": columns, "y": y, "categories": categories, "penalty": penalty}, expected)
    for law, outcome in [([0.1, 0.2, 0.7], 2), ([0.25, 0.25, 0.25, 0.25], 0), ([0, 1, 0], 2)]:
        reached = (np.arange(len(law)) >= outcome).astype(float)
        score = float(((np.cumsum(law) - reached) ** 2)[:-1].sum())
        topic.add("probabilityScores", "numpy: Σ (cumsum − step)², −log max(p, 1e-3)", {"law": law, "outcome": outcome},
                  {"ranked": score, "logLoss": float(-np.log(max(law[outcome], 1e-3)))})
    calibration(topic)
    return topic


def calibration(topic):
    """Intercepts of a multinomial logit with offset ln p: the root of its likelihood equations."""
    random = np.random.default_rng(2014)
    for count, categories in [(40, 2), (60, 3), (200, 5)]:
        laws = random.dirichlet(np.linspace(1, 3, categories), size=count)
        tilted = laws * np.linspace(0.5, 2, categories)
        y = np.array([random.choice(categories, p=row / row.sum()) for row in tilted])
        observed = np.bincount(y, minlength=categories)

        def equations(free):
            weighted = laws * np.exp(np.concatenate([[0], free]))
            return ((weighted / weighted.sum(1, keepdims=True)).sum(0) - observed)[1:]

        found = root(equations, np.zeros(categories - 1), tol=1e-15)
        assert np.abs(equations(found.x)).max() < 1e-10, found
        topic.add("marginalCalibration", "scipy root of Σ softmax(ln p + b) − counts, b[0] = 0",
                  {"laws": laws.ravel(), "y": y, "categories": categories},
                  {f"weight{k}": float(np.exp(b)) for k, b in enumerate([0, *found.x])})

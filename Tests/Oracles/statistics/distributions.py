"""Distributions: SciPy where it is exact to ten digits, mpmath at 40 digits elsewhere."""

import mpmath as mp
from record import Topic
from scipy import stats

mp.mp.dps = 40


def both(topic, function, call, distribution, parameters, x):
    topic.add(
        function, f"{call}.cdf(x), .sf(x)", parameters | {"x": x},
        {"cumulative": float(distribution.cdf(x)), "survival": float(distribution.sf(x))},
    )


def t_tail(x, df):
    """P(T > x), x ≥ 0."""
    x, df = mp.mpf(x), mp.mpf(df)
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + x * x), regularized=True) / 2


def beta_mass(a, b, low, high):
    """The integral of the beta density, cut where it is steep; the ends beyond 40 deviations hold nothing."""
    a, b = mp.mpf(a), mp.mpf(b)
    if min(a, b) < 1:
        return mp.betainc(a, b, mp.mpf(low), mp.mpf(high), regularized=True)
    constant = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    mean, spread = a / (a + b), mp.sqrt(a * b / (a + b) ** 2 / (a + b + 1))
    inner = [mean + k * spread for k in (-40, -20, -12, -8, -5, -3, -1, 0, 1, 3, 5, 8, 12, 20, 40)]
    low, high = max(mp.mpf(low), inner[0], 0), min(mp.mpf(high), inner[-1], 1)
    cuts = [low] + [cut for cut in inner if low < cut < high] + [high]

    def density(x):
        return mp.exp(constant + (a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x)) if 0 < x < 1 else mp.mpf(0)

    return mp.quad(density, cuts)


def root(function, guess):
    return float(mp.findroot(function, guess))


def make():
    topic = Topic("distributions")
    for x in [-30.0, -8.0, -1.96, -1e-8, 0.0, 0.3, 1.0, 2.5, 6.0, 12.0]:
        both(topic, "normal", "scipy.stats.norm", stats.norm, {}, x)
    for p in [1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.4999, 0.75, 0.975, 0.99999]:
        topic.add("normalQuantile", "mpmath: root of ncdf(x) = p", {"p": p},
                  {"quantile": root(lambda x: mp.log(mp.erfc(-x / mp.sqrt(2)) / 2) - mp.log(mp.mpf(p)),
                                    stats.norm.ppf(p))})
    for df in [0.5, 1, 2.3, 5, 27, 99.5, 1000, 2788, 1e6]:
        for x in [-6.0, -1.0, 0.01, 0.7, 2.0, 4.5, 15.0]:
            upper = t_tail(abs(x), df)
            lower = 1 - upper
            if x < 0:
                upper, lower = lower, upper
            topic.add("studentT", "mpmath.betainc(df/2, 1/2, 0, df/(df+x**2), regularized=True)/2",
                      {"df": df, "x": x}, {"cumulative": float(lower), "survival": float(upper)})
        for p in [1e-6, 0.01, 0.025, 0.2, 0.6, 0.9, 0.975, 0.9995]:
            q = mp.mpf(p) if p < 0.5 else 1 - mp.mpf(p)
            x = root(lambda x: mp.log(t_tail(x, df)) - mp.log(q), abs(stats.t.ppf(p, df)))
            topic.add("studentTQuantile", "mpmath: root of the t tail above", {"df": df, "p": p},
                      {"quantile": -abs(x) if p < 0.5 else abs(x)})
    for d1, d2 in [(1, 1), (2, 7.5), (4, 30), (10, 500), (120, 80), (3, 1e5)]:
        for x in [0.01, 0.5, 1.0, 2.7, 9.0]:
            both(topic, "fDistribution", f"scipy.stats.f({d1}, {d2})", stats.f(d1, d2), {"d1": d1, "d2": d2}, x)
        for p in [1e-4, 0.05, 0.5, 0.95, 0.999]:
            topic.add("fQuantile", "scipy.stats.f.ppf(p, d1, d2)", {"d1": d1, "d2": d2, "p": p},
                      {"quantile": stats.f.ppf(p, d1, d2)})
    for df in [0.3, 1, 2, 4, 10, 63, 500, 20000]:
        for ratio in [0.001, 0.3, 0.9, 1.0, 1.2, 2.5, 8.0]:
            half, x = mp.mpf(df) / 2, df * ratio
            topic.add("chiSquared", "mpmath.gammainc(df/2, 0, x/2, regularized=True) and its complement",
                      {"df": df, "x": x},
                      {"cumulative": float(mp.gammainc(half, 0, mp.mpf(x) / 2, regularized=True)),
                       "survival": float(mp.gammainc(half, mp.mpf(x) / 2, regularized=True))})
        for p in [1e-8, 0.025, 0.5, 0.95, 0.9999]:
            topic.add("chiSquaredQuantile", "scipy.stats.chi2.ppf(p, df)", {"df": df, "p": p},
                      {"quantile": stats.chi2.ppf(p, df)})
    for a, b in [(0.5, 0.5), (1, 3), (2.5, 1.5), (20, 80), (700, 300), (5e4, 2.0), (3e5, 4e5)]:
        law = stats.beta(a, b)
        for p in [1e-6, 0.05, 0.5, 0.9, 0.999]:
            x = float(law.ppf(p))
            topic.add("incompleteBeta", "mpmath.quad of the beta density below and above x",
                      {"a": a, "b": b, "x": x},
                      {"lower": float(beta_mass(a, b, 0, x)), "upper": float(beta_mass(a, b, x, 1))})
            topic.add("inverseIncompleteBeta", "scipy.stats.beta.ppf(p, a, b)", {"a": a, "b": b, "p": p}, {"x": x})
    for n, p in [(1, 0.3), (10, 0.5), (193, 0.16), (1109, 0.25), (100000, 0.002), (4000000, 0.5)]:
        mean, spread = n * p, (n * p * (1 - p)) ** 0.5
        for k in sorted({max(0, min(n, round(mean + z * spread))) for z in [-6, -2, -0.5, 0, 1, 3, 7]}):
            law = stats.binom(n, p)
            topic.add("binomial", f"scipy.stats.binom({n}, {p}).pmf(k)", {"n": n, "p": p, "k": k}, {"mass": law.pmf(k)})
    for population, marked, drawn in [(10, 4, 3), (100, 30, 50), (1109, 545, 250), (100000, 400, 20000)]:
        law = stats.hypergeom(population, marked, drawn)
        low, high = max(0, drawn - (population - marked)), min(marked, drawn)
        for k in sorted({max(low, min(high, round(law.mean() + z * law.std()))) for z in [-5, -1, 0, 1, 2, 6]}):
            exact = lambda j: mp.binomial(marked, j) * mp.binomial(population - marked, drawn - j)
            total = mp.binomial(population, drawn)
            topic.add("hypergeometric", "mpmath.binomial: sums of C(K,j) C(N-K,n-j) / C(N,n)",
                      {"population": population, "marked": marked, "drawn": drawn, "k": k},
                      {"mass": float(exact(k) / total),
                       "cumulative": float(sum(exact(j) for j in range(low, k + 1)) / total),
                       "survival": float(sum(exact(j) for j in range(k + 1, high + 1)) / total)})
        for q in [0.01, 0.5, 0.99]:
            topic.add("hypergeometricQuantile", "scipy.stats.hypergeom.ppf(q, N, K, n)",
                      {"population": population, "marked": marked, "drawn": drawn, "q": q},
                      {"quantile": law.ppf(q)})
    # The tails are differences of sums near 1, good to 1e-14 absolute: tails below 1e-6 are left out.
    for df, delta in [(1, 0.5), (3.5, -1.0), (10, 2.8), (60, 0.0), (372, 3.7), (398, -2.8), (5000, 12.0), (1e6, 2.8)]:
        for x in [-1.96, 0.0, 0.5, 1.97, 4.0]:
            below = noncentral_t(x, df, delta)
            tails = {"cumulative": below, "survival": 1 - below}
            topic.add("noncentralT", "mpmath.quad of the normal cdf over the chi density",
                      {"df": df, "delta": delta, "x": x},
                      {name: float(tail) for name, tail in tails.items() if tail > 1e-6})
    return topic


def noncentral_t(x, df, delta):
    """P((Z + delta)/sqrt(chi2/df) ≤ x) = ∫ Phi(x s − delta) f(s) ds, s = sqrt(chi2/df)."""
    x, df, delta = mp.mpf(x), mp.mpf(df), mp.mpf(delta)
    constant = mp.log(2) + (df / 2) * mp.log(df / 2) - mp.loggamma(df / 2)
    density = lambda s: mp.exp(constant + (df - 1) * mp.log(s) - df * s * s / 2)
    centre, width = mp.sqrt(max(df - 1, 0.2) / df), 1 / mp.sqrt(2 * df)
    inner = [centre + k * width for k in (-16, -8, -4, -2, 0, 2, 4, 8, 16)]
    cuts = [0] + [cut for cut in inner if cut > 0] + [centre + 60 * width]
    with mp.workdps(25):
        return mp.quad(lambda s: mp.ncdf(x * s - delta) * density(s), cuts)

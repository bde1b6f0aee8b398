"""Reference values of Tests/FidelityTests/Rounds/RoundAgreementTests.swift: scikit-learn's κ, statsmodels' Wilson interval."""

from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint

cells = {"000": 5, "001": 1, "011": 5, "100": 1, "101": 1, "111": 7}
turns = [label for label, count in cells.items() for _ in range(count)]
judge, a, h = ([turn[place] for turn in turns] for place in range(3))
for name, first, second in [("A, judge", a, judge), ("H, judge", h, judge), ("A, H", a, h)]:
    equal = sum(x == y for x, y in zip(first, second))
    print(name, equal / 20, cohen_kappa_score(first, second), proportion_confint(equal, 20, method="wilson"))
weights = [1, 4, 2.5, 10, 1.5, 3]
print(cohen_kappa_score([0, 1, 2, 1, 0, 2], [0, 1, 1, 1, 2, 2], sample_weight=weights))

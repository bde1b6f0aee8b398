"""What a reference value is, and how it is written down."""

import json
import math
import platform
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "references"
PACKAGES = ["numpy", "scipy", "statsmodels", "pingouin", "lifelines", "krippendorff", "ppi-python", "mpmath"]


def plain(value):
    """Numpy's scalars and arrays as Python's, NaN as null (a missing label)."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


class Topic:
    """The reference values of one topic, one JSON file."""

    def __init__(self, name):
        self.name = name
        self.cases = []

    def add(self, function, call, given, expected):
        """`call` is what was called for `expected`; `given` is what the Swift function gets."""
        expected = plain(expected)
        for key, value in expected.items():
            assert value is not None and math.isfinite(value), (function, call, key, value)
        self.cases.append(
            {"function": function, "call": call, "given": plain(given), "expected": expected}
        )

    def write(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        head = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
        lines = ",\n".join("    " + json.dumps(case) for case in self.cases)
        text = f'{{\n  "versions": {json.dumps(head)},\n  "cases": [\n{lines}\n  ]\n}}\n'
        (FOLDER / f"{self.name}.json").write_text(text)
        print(f"{self.name}: {len(self.cases)} cases, {sum(len(case['expected']) for case in self.cases)} values")

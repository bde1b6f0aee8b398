"""Validates receipts against the JSON Schema that the program ships, with PyPI's jsonschema.

    python3 receipt_schema_check.py WALKAWAY AUDIT...

WALKAWAY is the program. For every simulator of every audit a receipt is made and validated, with its draft's own schema
checked first; then some receipts are broken, and must not validate.
"""

import copy, json, os, subprocess, sys

import jsonschema


def run(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def simulators(program, audit):
    if os.path.isdir(audit):
        with open(os.path.join(audit, "audit.json"), encoding="utf-8") as file:
            return [simulator["id"] for simulator in json.load(file)["simulators"]]
    return [json.loads(run(program, "stats", audit, "--json", "--resamples", "2", "--permutations", "1"))["simulator"]]


def broken(receipt):
    """Receipts with one thing wrong each."""
    for path, value in [
        (["_type"], "https://in-toto.io/Statement/v0.1"),
        (["subject", 0, "digest", "sha256"], "0" * 63),
        (["predicate", "praise"], "excellent"),
        (["predicate", "results", "strata", 0, "depth_bias", "interval"], [0]),
        (["predicate", "concentration", "verdict"], "splendid"),
        (["predicate", "method", "seed"], -1),
        (["predicate", "limits"], "none"),
    ]:
        wrong = copy.deepcopy(receipt)
        place = wrong
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        yield ".".join(map(str, path)), wrong
    wrong = copy.deepcopy(receipt)
    del wrong["predicate"]["privacy"]
    yield "without privacy", wrong


def main(program, audits):
    schema = json.loads(run(program, "receipt", "--schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = 0
    for audit in audits:
        for simulator in simulators(program, audit):
            for more in ([], ["--margin", "0.5", "--mean-of-draws"]):
                text = run(
                    program, "receipt", audit, "--simulator", simulator, "--json", "--resamples", "20", "--permutations",
                    "20", *more)
                receipt = json.loads(text)
                errors = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(receipt)]
                failures += len(errors)
                print(f"{audit} {simulator} {' '.join(more)}: {'valid' if not errors else errors}")
        for what, wrong in broken(receipt):
            if validator.is_valid(wrong):
                failures += 1
                print(f"{audit}: {what} should not be valid")
    print("all valid" if failures == 0 else f"{failures} failures")
    return failures


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2:]) else 0)

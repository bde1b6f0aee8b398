"""The digests of a receipt's subjects, computed from a bundle with the standard library alone.

    python3 receipt_digest.py BUNDLE

The form is described in Sources/Receipt/Canonical/RecordDigests.swift. The bundle is one that the program exported, or
one whose every line it takes as it is (no turns behind the outcome, no refused lines).
"""

import gzip, hashlib, json, os, struct, sys


class Number(str):
    """A number as it stands in the text."""


def canonical(value):
    if isinstance(value, Number): return str(value)
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode())
        return "{" + ",".join(json.dumps(key, ensure_ascii=False) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list): return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


KNOWN = {
    "conversations": ["outcome", "outcome_at", "customer", "profile"],
    "simulated-conversations": ["replays", "outcome", "ended_by", "end_word", "customer", "profile"],
    "simulations": ["draw"],
    "labels": ["stage", "emotion", "blocker", "exit", "action", "signal", "convergence", "rationale", "draw"],
    "reviews": ["draw", "flag", "tags", "note", "severity", "at", "blind"],
}


CONVERSATIONS = ("conversations", "simulated-conversations")


def record(kind, line):
    item = json.loads(line, parse_int=Number, parse_float=Number)
    if kind in CONVERSATIONS and (item.get("simulator") is not None) != (kind == "simulated-conversations"): return None
    for key in KNOWN[kind]:
        if key in item and item[key] is None: del item[key]
    for turn in item.get("turns", []):
        if turn.get("at", 0) is None: del turn["at"]
    if not item.get("profile", True): del item["profile"]
    if kind in ("simulations", "reviews") or item.get("source", "real") not in ("real", "agent"):
        item.setdefault("draw", Number(0))
    if kind == "reviews": item = {"flag": False, "tags": [], **item}
    for key in ("convergence", "severity"):
        if isinstance(item.get(key), Number): item[key] = "f64:" + struct.pack(">d", float(item[key]) + 0.0).hex()
    return (item["id" if kind in CONVERSATIONS else "conversation"].encode(), canonical(item).encode() + b"\n")


def lines_of(folder, kind):
    for suffix, opener in ((".jsonl", open), (".jsonl.gz", gzip.open)):
        path = os.path.join(folder, kind + suffix)
        if os.path.exists(path):
            with opener(path, "rb") as file: yield from (line for line in file if line.strip())


def digest(folder, kind):
    simulated = {name for name, _ in filter(None, (record("simulated-conversations", line)
                                                   for line in lines_of(folder, "conversations")))}
    lines = [record(kind, line) for line in lines_of(folder, "conversations" if kind in CONVERSATIONS else kind)]
    # What is of simulated conversations comes behind all that is of real ones.
    lines = sorted((line[0] in simulated, *line) for line in lines if line)
    return hashlib.sha256(b"".join(line for _, _, line in lines)).hexdigest(), len(lines)


if __name__ == "__main__":
    for kind in KNOWN:
        print(kind, *digest(sys.argv[1], kind))

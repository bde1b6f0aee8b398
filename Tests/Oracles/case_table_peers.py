"""The work of the case-table benchmark, done by numpy, pandas, Polars and DuckDB on the same table.

usage: case_table_peers.py [--json] [CONVERSATIONS]

Prints the best time of each in milliseconds with a number that must be the same for all. A library that is not
installed is left out. The table is the one of Sources/Benchmarks/CaseTable/SyntheticCaseTable.swift.
"""

import json
import sys
import time

import numpy as np

REPEATS = 5
DEPTH = np.arange(5)
LABELS = ["stratum", "real", "sim", "position", "action", "real_exit", "sim_exit", "real_blocker", "sim_blocker",
          "real_emotion", "sim_emotion"]
PROFILE = [5, 12, 30, 60, 7, 2]
SIZES = {"stratum": 2, "real": 5, "sim": 5, "position": 4, "action": 6, "real_exit": 6, "sim_exit": 6,
         "real_blocker": 7, "sim_blocker": 7, "real_emotion": 4, "sim_emotion": 4}


def value(seed, rows, values):
    mixed = (np.uint64(seed << 32) | rows) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(33)) % np.uint64(values)


def skewed(seed, rows, values):
    return np.minimum(value(seed, rows, values), value(seed + 1000, rows, values)).astype(np.uint8)


def make(conversations):
    rows = np.arange(conversations * 4, dtype=np.uint64)
    groups = np.arange(conversations, dtype=np.uint64)
    table = {"stratum": np.repeat((value(100, groups, 25) < 7).astype(np.uint8), 4)}
    for seed, name in enumerate(["position", "real", "sim", "real_emotion", "sim_emotion", "real_blocker",
                                 "sim_blocker", "real_exit", "sim_exit", "action"], start=1):
        table[name] = skewed(seed, rows, SIZES[name])
    for number, size in enumerate(PROFILE):
        table[f"field{number}"] = np.repeat(value(200 + number, groups, size).astype(np.uint8), 4)
    table["conversation"] = np.repeat(groups.astype(np.uint32), 4)
    return table


def weighted(counts):
    return int(sum((index + 1) * int(count) for index, count in enumerate(counts)))


def sampled(order):
    return int(np.asarray(order)[:: max(1, len(order) // 1000)].astype(np.int64).sum())


# The filter outcome:non-buyer real:resisting,exploring action:pitch,probe,push-close, a term a field.
TERMS = {"stratum": [0], "real": [0, 1], "action": [2, 1, 4]}
WORK = ["stage table, no filter", "filter of three columns + stage table", "rare filter of four columns + stage table",
        "profile filter + stage table", "all facets, no filter", "all facets under the filter",
        "order: severity, all rows", "order: two labels, all rows", "order: conversation backwards, all rows",
        "order: severity, filtered rows"]


def numpy_work(t):
    profile = [f"field{n}" for n in range(len(PROFILE))]

    def isin(column, codes):
        mask = column == codes[0]
        for code in codes[1:]:
            mask |= column == code
        return mask

    def stage_table(mask=None):
        key = (t["stratum"].astype(np.uint8) * 25 + t["real"] * 5 + t["sim"])
        return int(np.bincount(key if mask is None else key[mask], minlength=50).sum())

    def filtered(leaving=None):
        mask = None
        for name, codes in TERMS.items():
            if name != leaving:
                one = isin(t[name], codes)
                mask = one if mask is None else mask & one
        return mask

    def severity():
        return np.abs(t["sim"].astype(np.int8) - t["real"].astype(np.int8))

    def facets(use_filter):
        total = 0
        mask = filtered() if use_filter else None
        for name in LABELS + profile:
            rows = filtered(name) if use_filter and name in TERMS else mask
            column = t[name] if rows is None else t[name][rows]
            counts = np.bincount(column, minlength=SIZES.get(name, 1))
            total += weighted(counts) if name in SIZES else int(counts.sum())
        severe = severity() if mask is None else severity()[mask]
        np.bincount(severe)
        return total

    return [
        stage_table,
        lambda: stage_table(filtered()),
        lambda: stage_table((severity() >= 3) & (t["position"] == 2) & (t["action"] == 2)),
        lambda: stage_table(isin(t["field3"], [7, 8, 9])),
        lambda: facets(False),
        lambda: facets(True),
        lambda: sampled(np.argsort(-severity(), kind="stable")),
        lambda: sampled(np.argsort(t["sim"] * np.uint8(6) + (5 - t["action"]), kind="stable")),
        lambda: sampled(np.argsort(-t["conversation"].astype(np.int64), kind="stable")),
        lambda: sampled((lambda rows: rows[np.argsort(-severity()[rows], kind="stable")])(np.flatnonzero(filtered()))),
    ]


def pandas_work(t):
    import pandas as pd
    df = pd.DataFrame(t)
    profile = [f"field{n}" for n in range(len(PROFILE))]

    def stage_table(rows):
        return int(rows.groupby(["stratum", "real", "sim"]).size().sum())

    def filtered(leaving=None):
        mask = True
        for name, codes in TERMS.items():
            if name != leaving:
                mask = mask & df[name].isin(codes)
        return df[mask]

    def severity(rows):
        return (rows["sim"].astype("int8") - rows["real"].astype("int8")).abs()

    def facets(use_filter):
        total = 0
        rows = filtered() if use_filter else df
        for name in LABELS + profile:
            of = filtered(name) if use_filter and name in TERMS else rows
            counts = of[name].value_counts().sort_index()
            total += (sum((code + 1) * int(n) for code, n in counts.items()) if name in SIZES
                      else int(counts.sum()))
        severity(rows).value_counts()
        return total

    def order(rows, keys, ascending):
        return sampled(rows.sort_values(keys, ascending=ascending, kind="stable").index.to_numpy())

    return [
        lambda: stage_table(df),
        lambda: stage_table(filtered()),
        lambda: stage_table(df[(severity(df) >= 3) & (df["position"] == 2) & (df["action"] == 2)]),
        lambda: stage_table(df[df["field3"].isin([7, 8, 9])]),
        lambda: facets(False),
        lambda: facets(True),
        lambda: sampled((-severity(df)).sort_values(kind="stable").index.to_numpy()),
        lambda: order(df[["sim", "action"]], ["sim", "action"], [True, False]),
        lambda: order(df[["conversation"]], ["conversation"], [False]),
        lambda: sampled((-severity(filtered())).sort_values(kind="stable").index.to_numpy()),
    ]


def polars_work(t):
    import polars as pl
    df = pl.DataFrame(t)
    profile = [f"field{n}" for n in range(len(PROFILE))]
    severity = (pl.col("sim").cast(pl.Int8) - pl.col("real").cast(pl.Int8)).abs()

    def condition(leaving=None):
        return pl.all_horizontal([pl.col(name).is_in(codes) for name, codes in TERMS.items() if name != leaving])

    def stage_table(rows):
        return int(rows.group_by(["stratum", "real", "sim"]).len().collect()["len"].sum())

    def facets(use_filter):
        total = 0
        rows = df.filter(condition()) if use_filter else df
        for name in LABELS + profile:
            of = df.filter(condition(name)) if use_filter and name in TERMS else rows
            counts = of.group_by(name).len()
            total += (int(((counts[name].cast(pl.Int64) + 1) * counts["len"].cast(pl.Int64)).sum()) if name in SIZES
                      else int(counts["len"].sum()))
        rows.select(severity.alias("s")).group_by("s").len()
        return total

    def order(rows, by, descending):
        keys = rows.select(by)
        return keys.select(pl.arg_sort_by(keys.columns, descending=descending, maintain_order=True)).to_series()

    return [
        lambda: stage_table(df.lazy()),
        lambda: stage_table(df.lazy().filter(condition())),
        lambda: stage_table(df.lazy().filter((severity >= 3) & (pl.col("position") == 2) & (pl.col("action") == 2))),
        lambda: stage_table(df.lazy().filter(pl.col("field3").is_in([7, 8, 9]))),
        lambda: facets(False),
        lambda: facets(True),
        lambda: sampled(order(df, [severity.alias("s")], [True]).to_numpy()),
        lambda: sampled(order(df, ["sim", "action"], [False, True]).to_numpy()),
        lambda: sampled(order(df, ["conversation"], [True]).to_numpy()),
        lambda: sampled((lambda rows: rows["row"].gather(order(rows, [severity.alias("s")], [True])).to_numpy())(
            df.with_row_index("row").filter(condition()))),
    ]


def duckdb_work(t):
    import duckdb
    import pandas as pd
    db = duckdb.connect()
    frame = pd.DataFrame(t)
    frame["row"] = np.arange(len(frame), dtype=np.uint32)
    db.execute("create table cases as select * from frame")
    profile = [f"field{n}" for n in range(len(PROFILE))]
    severity = "abs(cast(sim as tinyint) - cast(real as tinyint))"

    def where(leaving=None):
        return " and ".join(f"{name} in {tuple(codes) if len(codes) > 1 else f'({codes[0]})'}"
                            for name, codes in TERMS.items() if name != leaving)

    def stage_table(condition):
        query = f"select stratum, real, sim, count(*) from cases where {condition} group by all"
        return sum(row[3] for row in db.execute(query).fetchall())

    def facets(use_filter):
        total = 0
        for name in LABELS + profile:
            condition = where(name) if use_filter else "true"
            counts = db.execute(f"select {name}, count(*) from cases where {condition} group by 1").fetchall()
            total += sum((code + 1) * n if name in SIZES else n for code, n in counts)
        condition = where() if use_filter else "true"
        db.execute(f"select {severity}, count(*) from cases where {condition} group by 1").fetchall()
        return total

    def order(keys, condition="true"):
        return sampled(db.execute(f"select row from cases where {condition} order by {keys}, row").fetchnumpy()["row"])

    return [
        lambda: stage_table("true"),
        lambda: stage_table(where()),
        lambda: stage_table(f"{severity} >= 3 and position = 2 and action = 2"),
        lambda: stage_table("field3 in (7, 8, 9)"),
        lambda: facets(False),
        lambda: facets(True),
        lambda: order(f"{severity} desc"),
        lambda: order("sim, action desc"),
        lambda: order("conversation desc"),
        lambda: order(f"{severity} desc", where()),
    ]


def best(work):
    times, check = [], None
    for _ in range(REPEATS):
        start = time.perf_counter()
        check = work()
        times.append(time.perf_counter() - start)
    return {"milliseconds": min(times) * 1e3, "check": int(check)}


def main(arguments):
    conversations = int(next((a for a in arguments if a.isdigit()), "1000000"))
    table = make(conversations)
    results = {name: {} for name in WORK}
    for peer, build in [("numpy", numpy_work), ("pandas", pandas_work), ("polars", polars_work),
                        ("duckdb", duckdb_work)]:
        try:
            work = build(table)
        except ImportError:
            continue
        for name, one in zip(WORK, work):
            results[name][peer] = best(one)
    if "--json" in arguments:
        json.dump(results, sys.stdout)
        return
    for name, peers in results.items():
        print(f"{name:46}" + "".join(f"{peer} {r['milliseconds']:8.1f} ms  " for peer, r in peers.items()),
              sorted({r["check"] for r in peers.values()}))


if __name__ == "__main__":
    main(sys.argv[1:])

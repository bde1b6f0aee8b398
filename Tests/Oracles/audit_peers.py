"""What DuckDB, Polars, pandas, sqlite-utils and SQLite's FTS5 need for the work of `Benchmarks audit`, on the same bundle.

usage: audit_peers.py [--json] BUNDLE FOLDER

Prints the seconds of each by the name of the work; a library that is not installed is left out. FOLDER takes what they
write, and has room for it. None of them checks a row, and none writes the transcript before a probe: their exports are the
labelled simulated turns with the real label of the same turn beside them.
"""

import json
import os
import sqlite3
import sys
import time

WORDS = ["价格", "不可能出现的", "我", "vip"]
FILES = ["conversations", "simulations", "labels"]
THREADS = 2


def clocked(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path))


def duckdb_work(bundle, folder, results):
    import duckdb
    path = os.path.join(folder, "peer.duckdb")
    base = duckdb.connect(path, config={"threads": THREADS})

    def load():
        for name in FILES:
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_json('{bundle}/{name}.jsonl', "
                         "format = 'newline_delimited', maximum_object_size = 67108864)")
        base.execute("CHECKPOINT")
    results["import"]["duckdb"] = clocked(load)[0]
    results["store, bytes a byte of the bundle"]["duckdb"] = (
        size(path) / sum(size(f"{bundle}/{name}.jsonl") for name in FILES))
    for word in WORDS:
        query = ("SELECT (SELECT count(*) FROM simulations WHERE text ILIKE ?) + "
                 "(SELECT count(*) FROM conversations WHERE turns::VARCHAR ILIKE ?)")
        results[f"search {word}"]["duckdb"] = min(
            clocked(lambda: base.execute(query, [f"%{word}%"] * 2).fetchall())[0] for _ in range(3))
    cases = ("SELECT s.*, l.* EXCLUDE (conversation, turn, draw), r.stage AS real_stage FROM simulations s "
             "JOIN labels l ON l.conversation = s.conversation AND l.turn = s.turn AND l.source = s.simulator "
             "AND coalesce(l.draw, 0) = coalesce(s.draw, 0) "
             "LEFT JOIN labels r ON r.conversation = s.conversation AND r.turn = s.turn AND r.source = 'real' "
             "AND r.instrument = l.instrument")
    rows = base.execute(f"SELECT count(*) FROM ({cases})").fetchone()[0]
    for form in ["csv", "json", "parquet"]:
        target = os.path.join(folder, f"peer.{form}")
        seconds = clocked(lambda: base.execute(f"COPY ({cases}) TO '{target}' (FORMAT {form})"))[0]
        results[f"export {form}, k rows/s"]["duckdb"] = rows / seconds / 1000
    base.close()


def polars_work(bundle, folder, results):
    import polars
    frames = {}

    def load():
        for name in FILES:
            frames[name] = polars.read_ndjson(f"{bundle}/{name}.jsonl", infer_schema_length=None)
    results["import"]["polars"] = clocked(load)[0]
    labels = frames["labels"].with_columns(polars.col("draw").fill_null(0))
    keys = ["conversation", "turn"]
    cases = frames["simulations"].with_columns(polars.col("draw").fill_null(0)).join(
        labels, left_on=keys + ["simulator", "draw"], right_on=keys + ["source", "draw"]).join(
        labels.filter(polars.col("source") == "real").select(keys + ["instrument", polars.col("stage").alias("real")]),
        on=keys + ["instrument"], how="left")
    for word in WORDS:
        column = frames["simulations"]["text"]
        results[f"search {word}"]["polars"] = min(
            clocked(lambda: column.str.contains(f"(?i){word}").sum())[0] for _ in range(3))
    for form, write in [("csv", "write_csv"), ("json", "write_ndjson"), ("parquet", "write_parquet")]:
        seconds = clocked(lambda: getattr(cases, write)(os.path.join(folder, f"peer-polars.{form}")))[0]
        results[f"export {form}, k rows/s"]["polars"] = cases.height / seconds / 1000
    plain = cases.drop([name for name in ["text", "signal", "rationale"] if name in cases.columns])
    results["memory, bytes a pair"]["polars"] = plain.estimated_size() / cases.height
    try:
        import pandas
        sample = pandas.DataFrame(plain.head(100_000).to_dicts())
        results["memory, bytes a pair"]["pandas"] = float(sample.memory_usage(deep=True).sum()) / len(sample)
    except ImportError:
        pass


def sqlite_utils_work(bundle, folder, results):
    import sqlite_utils
    base = sqlite_utils.Database(os.path.join(folder, "peer-utils.sqlite"))

    def rows(name):
        with open(f"{bundle}/{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def load():
        for name in FILES:
            base[name].insert_all(rows(name), batch_size=5000, alter=True)
    results["import"]["sqlite-utils"] = clocked(load)[0]


def fts5_work(bundle, folder, results):
    base = sqlite3.connect(os.path.join(folder, "peer-fts.sqlite"))
    base.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram')")

    def texts():
        with open(f"{bundle}/simulations.jsonl", encoding="utf-8") as lines:
            for line in lines:
                yield (json.loads(line).get("text"),)
        with open(f"{bundle}/conversations.jsonl", encoding="utf-8") as lines:
            for line in lines:
                for turn in json.loads(line)["turns"]:
                    yield (turn["text"],)

    def load():
        base.executemany("INSERT INTO words VALUES (?)", texts())
        base.commit()
    results["import"]["fts5 (texts alone)"] = clocked(load)[0]
    # Trigrams find no words of fewer than three characters: they find nothing, and say so as if it were so.
    for word in [word for word in WORDS if len(word) >= 3]:
        results[f"search {word}"]["fts5"] = min(
            clocked(lambda: base.execute("SELECT count(*) FROM words WHERE text LIKE ?", [f"%{word}%"]).fetchall())[0]
            for _ in range(3))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--json"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    bundle, folder = arguments

    class Rows(dict):
        def __missing__(self, key):
            self[key] = {}
            return self[key]

    results = Rows()
    for work in [duckdb_work, polars_work, sqlite_utils_work, fts5_work]:
        try:
            work(bundle, folder, results)
        except ImportError as missing:
            print(f"left out: {missing}", file=sys.stderr)
    if "--json" in sys.argv:
        print(json.dumps(results, ensure_ascii=False))
        return
    for name, peers in results.items():
        print(f"{name:40}" + "  ".join(f"{peer} {value:.3f}" for peer, value in peers.items()))


if __name__ == "__main__":
    main()

"""Statistics of an audit in shards with Ray: each shard is imported and its kinds are written by a task of its own.

    python3 ray_kinds.py shards/* --into kinds --workers 8 -- --json > stats.json

A shard is what `walkaway import` reads. With --workers 0 this process does it alone, without Ray. What stands behind --
goes to `walkaway stats --kinds`. `check` as the only argument cuts an audit into eight shards, runs the job on two local
workers, and says whether every figure is that of the single store. WALKAWAY names the program where it is not on PATH.
"""

import json, os, shutil, subprocess, sys, tempfile

PROGRAM = os.environ.get("WALKAWAY", "walkaway")


def run(*words, **options):
    result = subprocess.run([PROGRAM, *words], capture_output=True, **options)
    if result.returncode != 0: raise RuntimeError(f"{' '.join(words)}: {result.stderr.decode()}")
    return result.stdout


def kinds(shard, into):
    """One task: a store beside the kinds, which is gone when they are written."""
    name = os.path.basename(os.path.normpath(shard))
    with tempfile.TemporaryDirectory(dir=into) as folder:
        store = os.path.join(folder, "shard.walkaway")
        run("import", shard, "--into", store)
        target = os.path.join(into, name + ".kinds")
        run("kinds", store, "--output", target, "--force")
    return target


def all_kinds(shards, into, workers):
    os.makedirs(into, exist_ok=True)
    if workers == 0: return [kinds(shard, into) for shard in shards]
    import ray
    if not ray.is_initialized(): ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    task = ray.remote(num_cpus=1)(kinds)
    # In the order of the shards, whichever is done first.
    return ray.get([task.remote(shard, into) for shard in shards])


def cut(bundle, into, count):
    """Cuts a bundle of real conversations into shards of as many, in their order."""
    with open(f"{bundle}/conversations.jsonl") as file: lines = file.readlines()
    size = -(-len(lines) // count)
    shard = {json.loads(line)["id"]: place // size for place, line in enumerate(lines)}
    folders = [os.path.join(into, f"{number:02d}") for number in range(count)]
    for folder in folders:
        os.makedirs(folder)
        shutil.copy(f"{bundle}/audit.json", folder)
    for name in ["conversations", "simulations", "labels", "reviews"]:
        path = f"{bundle}/{name}.jsonl"
        if not os.path.exists(path): continue
        files = [open(f"{folder}/{name}.jsonl", "w") for folder in folders]
        for line in open(path):
            row = json.loads(line)
            files[shard[row["id" if name == "conversations" else "conversation"]]].write(line)
        for file in files: file.close()
    return folders


def check():
    with tempfile.TemporaryDirectory() as folder:
        audits = {
            "customers on both sides": ["--per-customer", "3", "--both-sides", "0.5"],
            "a perfect simulator, blind labels": ["--perfect", "--blind", "80"],
        }
        for number, (name, options) in enumerate(audits.items()):
            bundle, store = f"{folder}/bundle-{number}", f"{folder}/one-{number}.walkaway"
            run("generate", "--conversations", "1600", "--text", "short", *options, "--into", bundle)
            run("import", bundle, "--into", store)
            os.makedirs(f"{folder}/shards-{number}")
            files = all_kinds(cut(bundle, f"{folder}/shards-{number}", 8), f"{folder}/kinds-{number}", workers=2)
            for form in [["--all", "--json"], ["--csv"], ["--paper"], ["--conversations", "--json"],
                         ["--where", "position:90%", "--mean-of-draws"]]:
                one, many = run("stats", store, *form), run("stats", "--kinds", *files, *form)
                assert one == many, (name, form)
                print(f"{name}, {' '.join(form)}: {one.count(chr(10).encode())} lines alike")
        print("8 shards, two workers: every figure is that of the single store")


if __name__ == "__main__":
    words, rest = sys.argv[1:], []
    if words == ["check"]: sys.exit(check())
    if "--" in words: words, rest = words[:words.index("--")], words[words.index("--") + 1:]
    import argparse
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shards", nargs="+")
    parser.add_argument("--into", required=True, help="the folder of the kinds")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(words)
    shards = [os.path.abspath(shard) for shard in options.shards]
    files = all_kinds(shards, os.path.abspath(options.into), options.workers)
    sys.stdout.buffer.write(run("stats", "--kinds", *files, *rest))

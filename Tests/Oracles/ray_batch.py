"""Answers the batch files of walkaway with Ray Data: request files in, result files out.

    walkaway simulate AUDIT --simulator persona.yaml --batch write requests
    python3 ray_batch.py requests/*.jsonl --into results --endpoint http://127.0.0.1:8000/v1 --workers 8
    walkaway simulate AUDIT --simulator persona.yaml --batch read results/*.json

With --workers 0 this process does it alone, without Ray. Every worker sends the body of each request to an OpenAI-compatible endpoint; --mock answers by itself and needs none.
A key is read from the variable that --key-env names. `check` as the only argument runs the whole on two local workers
with the mock, and says whether every request has its result.
"""

import argparse, glob, json, os, sys, tempfile, urllib.error, urllib.request

LABEL = {"stage": "exploring", "emotion": "neutral", "blocker": "none", "exit": "none", "signal": "", "convergence": 0, "rationale": "mock"}


def completion(body, text):
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12}
    return {"id": "mock", "object": "chat.completion", "model": body["model"], "usage": usage,
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}


class Mock:
    """Answers labels where a form is asked for, else a turn."""

    def __call__(self, body):
        return 200, completion(body, json.dumps(LABEL) if "response_format" in body else "Not now, I am at work.")


class Endpoint:
    def __init__(self, address, key_variable, timeout):
        self.address, self.timeout = address.rstrip("/") + "/chat/completions", timeout
        self.headers = {"Content-Type": "application/json"}
        if key_variable: self.headers["Authorization"] = "Bearer " + os.environ[key_variable]

    def __call__(self, body):
        request = urllib.request.Request(self.address, json.dumps(body).encode(), self.headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            try: return error.code, json.loads(text)
            except ValueError: return error.code, {"error": {"message": text[:300]}}


class Worker:
    """One actor: takes the lines of a block, gives a result a line."""

    def __init__(self, ask): self.ask = ask

    def result(self, line):
        request = json.loads(line)
        try:
            status, body = self.ask(request["body"])
            response, error = {"status_code": status, "request_id": request["custom_id"], "body": body}, None
        except Exception as failure:
            response, error = None, {"message": f"{type(failure).__name__}: {failure}"}
        return json.dumps({"id": request["custom_id"], "custom_id": request["custom_id"], "response": response, "error": error})

    def __call__(self, batch):
        return {"text": [self.result(line) for line in batch["text"]]}


def run(files, into, ask, workers):
    """Writes a file of results for every block; lines stay text, so that no type is guessed from a sample."""
    os.makedirs(into, exist_ok=True)
    if workers == 0:
        alone, count = Worker(ask), 0
        with open(os.path.join(into, "results.jsonl"), "w", encoding="utf-8") as out:
            for path in files:
                for line in open(path, encoding="utf-8"):
                    out.write(alone.result(line) + "\n")
                    count += 1
        return count
    import ray
    # Two for what reads and writes beside the workers.
    ray.init(num_cpus=workers + 2, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)

    def write(batch):
        path = os.path.join(into, f"results-{os.getpid()}-{abs(hash(batch['text'][0])):016x}.jsonl")
        with open(path, "w", encoding="utf-8") as out: out.writelines(line + "\n" for line in batch["text"])
        return {"lines": [len(batch["text"])]}

    lines = ray.data.read_text(files).repartition(workers * 4)
    results = lines.map_batches(Worker, fn_constructor_args=[ask], concurrency=workers, batch_size=64)
    return sum(row["lines"] for row in results.map_batches(write, batch_size=None).take_all())


def check():
    """The job itself, on two local workers with the mock."""
    with tempfile.TemporaryDirectory() as folder:
        ids = [f"wa-{number:040x}-check" for number in range(200)]
        for part in range(2):
            with open(f"{folder}/requests-{part}.jsonl", "w") as out:
                for place, name in enumerate(ids[part::2]):
                    body = {"model": "m", "messages": [{"role": "user", "content": "忙"}], **({"response_format": {}} if place % 2 else {})}
                    out.write(json.dumps({"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": body}) + "\n")
        count = run(sorted(glob.glob(f"{folder}/requests-*.jsonl")), f"{folder}/results", Mock(), workers=2)
        results = [json.loads(line) for path in glob.glob(f"{folder}/results/*") for line in open(path, encoding="utf-8")]
        assert count == 200 and sorted(result["custom_id"] for result in results) == sorted(ids)
        assert all(result["response"]["body"]["choices"][0]["message"]["content"] for result in results)
        failing = Worker(Endpoint("http://127.0.0.1:9/v1", None, 1))
        failed = json.loads(failing.result('{"custom_id": "wa-0", "body": {"model": "m"}}'))
        assert failed["response"] is None and "URLError" in failed["error"]["message"]
        print("200 requests, 200 results, two workers")


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]: sys.exit(check())
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--into", required=True, help="the folder of the result files")
    parser.add_argument("--endpoint", help="up to and including /v1")
    parser.add_argument("--key-env", help="the name of the variable that holds the key")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--mock", action="store_true", help="answer without a model")
    options = parser.parse_args()
    if options.mock == bool(options.endpoint): parser.error("give either --endpoint or --mock")
    ask = Mock() if options.mock else Endpoint(options.endpoint, options.key_env, options.timeout)
    files = [os.path.abspath(path) for path in options.files]
    print(run(files, os.path.abspath(options.into), ask, options.workers), "results in", options.into)

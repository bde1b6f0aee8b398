"""Checks HTML reports with other people's software: html5lib parses them strictly, and Chromium, where it is
installed, opens them while its log of the network is kept.

    pip install html5lib
    walkaway export AUDIT --flagged --format html --output report.html
    python3 Tests/Oracles/report_html_check.py report.html

Says nothing but "ok" where a report stands on its own; ends with status 1 and the reasons otherwise.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import html5lib

FORBIDDEN = {"script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "input", "video", "audio",
             "foreignobject", "use", "animate", "set"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def problems_of_markup(text):
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    document = parser.parse(text)
    for position, code, _ in parser.errors:
        yield f"parse error {code} at {position}"
    ids, links, policies = [], [], []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rsplit("}", 1)[-1].lower()
        if name in FORBIDDEN:
            yield f"element {name}"
        for attribute, value in element.attrib.items():
            attribute = attribute.rsplit("}", 1)[-1].lower() if isinstance(attribute, str) else str(attribute)
            if attribute.startswith("on") or attribute in {"src", "srcset", "style", "action", "background"}:
                yield f"attribute {attribute} of {name}"
            if attribute == "id":
                ids.append(value)
            if attribute == "href":
                links.append(value)
            if attribute == "http-equiv" and value.lower() == "content-security-policy":
                policies.append(element.attrib.get("content"))
        if name == "style" and ("url(" in (element.text or "") or "@import" in (element.text or "")):
            yield "the style loads something"
    if policies != [POLICY]:
        yield f"content security policy {policies}"
    if len(ids) != len(set(ids)):
        yield "an id is there twice"
    for link in links:
        if not link.startswith("#") or link[1:] not in ids:
            yield f"link {link}"
    for scalar in text:
        code = ord(scalar)
        if code < 32 and scalar not in "\n\t" or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
            yield f"character U+{code:04X}"
            break


def problems_of_browser(path):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "net.json"
        result = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
             f"--user-data-dir={folder}/profile", f"--log-net-log={log}", "--enable-logging=stderr", "--dump-dom",
             Path(path).resolve().as_uri()], capture_output=True, text=True, timeout=120, check=False)
        for line in result.stderr.splitlines():
            if "CONSOLE" in line:
                yield f"console: {line}"
        if "</html>" not in result.stdout:
            yield "the browser shows no page"
        text = log.read_text()
        try:
            events = json.loads(text)["events"]
        except json.JSONDecodeError:
            # The log of a browser that was ended has no closing brackets.
            events = json.loads(text.rstrip().rstrip(",") + "]}")["events"]
        for event in events:
            params = event.get("params")
            if not isinstance(params, dict) or not params.get("url", "").startswith(("http:", "https:", "ws:", "wss:")):
                continue
            # What the browser asks for of its own accord has no page for an initiator.
            if params.get("initiator", "not an origin") != "not an origin":
                yield f"request {params['url']}"


def main(paths):
    failed = False
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        for problem in [*problems_of_markup(text), *problems_of_browser(path)]:
            print(f"{path}: {problem}")
            failed = True
    if not failed:
        print("ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

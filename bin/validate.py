"""Every page of a running demonstration, as each of its people and in both languages, through the W3C's checker.

Forms that answer on their own page are sent empty and with nonsense too, so the demonstration is not quite as new
afterwards: `bin/run --fresh`. The checker, vnu.jar, is Java and comes from https://validator.github.io/validator/.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from .bench.browser import Browser

MOST_ALIKE, MOST_AT_ALL = 4, 24  # pages of one kind that one person opens, and all of them together
# What is left alone: it ends the visit, is the language's, or Django's own.
CLOSED = re.compile(r"/(accounts/logout|i18n|admin|demo/login|static)/")
FINDING = re.compile(r'/(\d+\.html)"?:[\d.-]+:? (.*)')
# What no form takes, of each kind of field; a browser lets nobody send less.
NONSENSE = {"date": "1066-10-14", "number": "-1", "checkbox": "", "submit": "", "button": ""}


class Page(HTMLParser):
    """The links of a page, and of each form that answers on the page itself the fields with nonsense in them."""

    def __init__(self, path, content):
        super().__init__()
        self.path, self.links, self.forms, self.form = path, [], [], {}
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if link := attrs.get({"a": "href", "iframe": "src"}.get(tag, "")):
            self.links.append(urlsplit(urljoin(self.path, link))._replace(fragment="").geturl())
        if tag == "form":
            self.form = {}
            if urljoin(self.path, attrs.get("action") or "") == self.path and attrs.get("method") == "post":
                self.forms.append(self.form)
        kind, name = attrs.get("type", "text"), attrs.get("name")
        if name and tag in ("input", "select", "textarea"):
            self.form[name] = attrs.get("value", "") if kind == "hidden" else NONSENSE.get(kind, "x")


def pages(browser, opened):
    """Path and content of every page that the browser finds; each form is also sent with nonsense, and empty."""
    waiting, seen, kinds = ["/", "/home/", "/no-such-page/"], set(), Counter()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "0", path)
        if path in seen or kinds[kind] >= MOST_ALIKE or opened[kind] >= MOST_AT_ALL or CLOSED.match(path):
            continue
        seen.add(path)
        kinds[kind] += 1
        opened[kind] += 1
        content = browser.visit("GET", path)[1]
        if not re.match(rb"\s*<(!doctype )?html", content, re.IGNORECASE):
            continue
        yield path, content
        page = Page(path, content)
        waiting += [link for link in page.links if link.startswith("/")]
        for form in page.forms:
            typed = [name for name, value in form.items() if value in ("x", "1066-10-14", "-1")]
            for fields in (form, form | dict.fromkeys(typed, "")) if typed else ():
                status, content = browser.visit("POST", path, urlencode(fields))
                if status == 200:
                    yield f"{path} after a form was sent", content


def collect(port, folder):
    """Write every page that is found into the folder; which file is which page."""
    people = re.findall(
        r'name="email" value="(.+?)@example.dk"', Browser(port).visit("GET", "/demo/")[1].decode()
    )
    names = {}
    for language in ("da", "en"):
        opened = Counter()
        for who in [None, *people]:
            browser = Browser(port, who)
            browser.visit("POST", "/i18n/language/", urlencode({"language": language, "next": "/"}))
            for path, content in pages(browser, opened):
                name = f"{len(names):05}.html"
                (folder / name).write_bytes(content)
                names[name] = f"{path} ({who or 'a visitor'}, {language})"
    return names


def main():
    """Print each finding once, with a page that has it; fail if there is any."""
    jar, port = (*sys.argv[1:], *(os.environ.get("VNU_JAR", ""), "8000")[len(sys.argv) - 1 :])[:2]
    if not Path(jar).is_file() or not shutil.which("java"):
        raise SystemExit("Java and vnu.jar are needed: bin/validate vnu.jar 8000, or set VNU_JAR.")
    with tempfile.TemporaryDirectory() as folder:
        names = collect(int(port), Path(folder))
        command = [
            "java",
            "-Xss4m",
            "-jar",
            jar,
            "--format",
            "gnu",
            "--stdout",
            folder,
        ]  # it wants a deep stack
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    found = {finding: names[name] for name, finding in map(read, said.stdout.splitlines())}
    for finding, page in sorted(found.items()):
        print(f"{finding}\n    {page}")
    print(f"{len(names)} pages, {len(found)} findings.")
    sys.exit(bool(found or said.returncode))


def read(line):
    """The file and the finding that a line of the checker's report is about."""
    return FINDING.search(line).groups()


if __name__ == "__main__":
    main()

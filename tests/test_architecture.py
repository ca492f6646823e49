"""The arrows of the house: who may import whom, which app names stand where, and what a rule book may know."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("members", "meetings", "billing", "network")
MAY_IMPORT = {
    "members": {"members"},
    "meetings": {"members", "meetings"},
    "billing": {"members", "billing"},
    "network": {"members", "meetings", "billing", "network"},
}
# Inside an app: each layer may import those before it. Further files are named after what they make.
LAYERS = ("rules", "triggers", "models", "access", "forms", "tasks", "views", "urls")
PURE = {"django.utils.translation"}
STANDARD = {
    "__future__", "calendar", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum",
    "functools", "itertools", "math", "re", "string", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
FORBIDDEN_NAMES = {"utils", "helpers", "services", "common", "core"}
LONGEST_FILE = 300


def modules(*apps):
    return [
        path
        for app in apps
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def imports(path):
    """Every (absolute module name, line number) that the file imports."""
    package = path.relative_to(ROOT).with_suffix("").parts
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level] if node.level else ()
            if path.name == "__init__.py" and node.level:
                base = package[:-1][: len(package) - node.level]
            stem = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            found.append((stem, node.lineno))
            found += [(f"{stem}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("app", APPS)
def test_apps_import_only_what_they_may(app):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(app)
        for name, line in imports(path)
        if name.split(".")[0] in APPS and name.split(".")[0] not in MAY_IMPORT[app]
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_app_names_in_strings_point_the_same_way(app):
    forbidden = set(APPS) - MAY_IMPORT[app]
    pattern = re.compile(rf"^({'|'.join(forbidden) or 'nothing-at-all'})[.:][A-Za-z_]+$")
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} says {node.value!r}"
        for path in modules(app)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.match(node.value)
    ]
    assert wrong == []


@pytest.mark.parametrize("app", ["members", "meetings", "billing"])
def test_templates_link_the_same_way(app):
    # The navigation (base.html and components) is the one place that knows every app.
    wrong = [
        f"{path.relative_to(ROOT)} links to {name}"
        for path in sorted((ROOT / "templates" / app).rglob("*"))
        if path.suffix in {".html", ".txt"}
        for name in re.findall(r"{%\s*url\s+['\"]([\w:-]+)['\"]", path.read_text(encoding="utf-8"))
        if (name.split(":")[0] if ":" in name else "network") not in MAY_IMPORT[app]
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_layers_inside_an_app_are_imported_in_order(app):
    def layer(parts):
        return LAYERS.index(parts[1]) if len(parts) > 1 and parts[0] == app and parts[1] in LAYERS else None

    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(app)
        if (own := layer(path.relative_to(ROOT).with_suffix("").parts)) is not None
        for name, line in imports(path)
        if (other := layer(name.split("."))) is not None and other > own
    ]
    assert wrong == []


def rule_book(app):
    """The file, or the files of the package, in which an app's bylaws stand."""
    return sorted((ROOT / app).glob("rules.py")) or sorted((ROOT / app / "rules").glob("*.py"))


@pytest.mark.parametrize("app", ["members", "meetings", "billing"])
def test_rule_books_are_pure(app):
    books = tuple(f"{other}.rules" for other in MAY_IMPORT[app])
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in rule_book(app)
        for name, line in imports(path)
        if not name.startswith(books)
        and not {name, name.rpartition(".")[0]} & (STANDARD | PURE)
        and name not in MAY_IMPORT[app]
    ]
    clocks = [
        re.findall(r"\b(?:now|today|utcnow)\(\)", path.read_text(encoding="utf-8")) for path in rule_book(app)
    ]
    assert (wrong, [clock for clock in clocks if clock], rule_book(app) != []) == ([], [], True)


@pytest.mark.parametrize("app", APPS)
def test_imports_are_not_deferred(app):
    """An import inside a function hides an arrow; only AppConfig.ready may do so."""
    wrong = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path in modules(app)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name != "ready"
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]
    assert wrong == []


def test_modules_are_named_after_what_they_hold():
    wrong = [str(path.relative_to(ROOT)) for path in modules(*APPS) if path.stem in FORBIDDEN_NAMES]
    assert wrong == []


def test_modules_hold_one_concept():
    wrong = {
        str(path.relative_to(ROOT)): lines
        for path in modules(*APPS)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert wrong == {}


def test_nothing_but_the_doors_imports_the_project():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules("members", "meetings", "billing")
        for name, line in imports(path)
        if name.split(".")[0] == "network"
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_have_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text)
    # What is read outside the site brings its own style: the PDF, and the HTML of a mail.
    assert found == [] or "billing/pdf" in str(path) or path.name == "letter.html"

"""What the documents lead to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_stands_in_the_index():
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert sorted(LINK.findall((ROOT / "docs/decisions/README.md").read_text())) == pages

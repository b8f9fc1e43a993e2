"""The docs are complete: each command, stage, reason, field, column and setting is there."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from crawler import reasons, settings
from crawler.items import FIELDS, Page
from crawler.store.schema import metadata

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted(DOCS.glob("*.md"))]


def headings(name: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", (DOCS / name).read_text("utf-8"), re.MULTILINE)


def test_every_field_has_its_heading_in_order() -> None:
    found = headings("article.md")
    assert [name for name in found if name in FIELDS] == list(FIELDS)
    assert [f"Page.{field.name}" for field in fields(Page)] == [
        name for name in found if name.startswith("Page.")
    ]


def test_every_command_has_its_heading() -> None:
    modules = (ROOT / "crawler" / "commands").glob("[a-z]*.py")
    assert {f"scrapy {module.stem}" for module in modules} <= set(headings("commands.md"))


def test_every_stage_has_its_heading_in_order() -> None:
    stages = [path.rpartition(".")[2] for path in settings.ITEM_PIPELINES]
    assert [name for name in headings("pipeline.md") if name.endswith("Pipeline")] == stages


def test_every_reason_is_explained() -> None:
    text = (DOCS / "pipeline.md").read_text("utf-8")
    for kind in reasons.Dropped.__subclasses__():
        assert f"`{kind.__name__}`" in text


@pytest.mark.parametrize("table", metadata.tables.values(), ids=str)
def test_every_column_is_explained(table: object) -> None:
    text = (DOCS / "store.md").read_text("utf-8")
    section = text.partition(f"## {table}")[2].partition("\n## ")[0]
    for column in metadata.tables[str(table)].columns:
        assert f"`{column.name}`" in section


def test_every_setting_of_ours_is_explained() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    for name in vars(settings):
        assert not name.startswith("CORPUS_") or f"`{name}`" in text


@pytest.mark.parametrize("listed", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(listed: str) -> None:
    text = (DOCS / "dependencies.md").read_text("utf-8")
    names = re.findall(r"^[a-z][\w-]+", (ROOT / listed).read_text("utf-8"), re.MULTILINE)
    assert names
    for name in names:
        assert f"`{name}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target

"""The documentation is complete: what the code offers has its place there, and links resolve."""

import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest
from commands import ROOT

from crawler import reasons, settings
from crawler.items import FIELDS, Page
from crawler.store.schema import articles, pages

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCUMENTS = [*READMES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]+))?\)")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def prose(path: Path) -> str:
    """Return the document at *path* without its blocks of code."""
    return _CODE.sub("", path.read_text("utf-8"))


def headings(path: Path) -> list[str]:
    """Return the headings of the document at *path*, without back-ticks."""
    return [heading.replace("`", "") for heading in _HEADING.findall(prose(path))]


def part(name: str, heading: str) -> list[str]:
    """Return the names that the list under *heading* of docs/*name* explains."""
    text = prose(ROOT / "docs" / name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^- `([^`]+)`: \S", text, re.MULTILINE)


def required(name: str) -> list[str]:
    """Return the libraries that the requirements file *name* asks for."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [re.split("[<>=~!;[ ]", line)[0] for line in lines if line and line[0] not in "#-"]


def anchors(path: Path) -> set[str]:
    """Return the anchors that a reader of the document at *path* can be sent to."""
    return {_NOT_IN_ANCHORS.sub("", h.lower()).replace(" ", "-") for h in headings(path)}


@pytest.mark.parametrize(
    "command",
    sorted(p.stem for p in (ROOT / "crawler/commands").glob("*.py") if p.stem != "__init__"),
)
def test_every_command_has_its_heading(command: str) -> None:
    assert f"scrapy {command}" in headings(ROOT / "docs/commands.md")


@pytest.mark.parametrize("command", ["make crawl", "make test"])
def test_the_two_commands_of_a_newcomer_have_theirs(command: str) -> None:
    assert command in headings(ROOT / "docs/commands.md")


def test_the_stages_have_their_headings_in_running_order() -> None:
    order = sorted(settings.ITEM_PIPELINES, key=lambda path: settings.ITEM_PIPELINES[path])
    stages = [path.rpartition(".")[2] for path in order]
    found = headings(ROOT / "docs/pipeline.md")
    assert [heading for heading in found if heading.endswith("Pipeline")] == stages


def test_every_reason_has_its_heading() -> None:
    classes = [
        name
        for name, kind in inspect.getmembers(reasons, inspect.isclass)
        if kind.__module__ == reasons.__name__
    ]
    assert classes
    assert set(classes) <= set(headings(ROOT / "docs/pipeline.md"))


def test_article_and_page_have_their_fields_as_headings_in_order() -> None:
    of_page = [f"Page.{field.name}" for field in fields(Page)]
    assert headings(ROOT / "docs/article.md") == ["Article", *FIELDS, "Page", *of_page]


@pytest.mark.parametrize("table", [pages, articles], ids=lambda table: table.name)
def test_every_column_is_explained_in_order(table: object) -> None:
    name, columns = (pages.name, pages.c) if table is pages else (articles.name, articles.c)
    assert part("store.md", name) == [column.name for column in columns]


@pytest.mark.parametrize(
    ("file", "heading"), [("requirements.in", "To run"), ("requirements-dev.in", "To check")]
)
def test_every_dependency_says_why_it_is_there(file: str, heading: str) -> None:
    assert part("dependencies.md", heading) == required(file)


def test_every_setting_of_ours_has_its_heading() -> None:
    ours = {name for name in vars(settings) if name.startswith("CORPUS_")}
    found = headings(ROOT / "docs/settings.md")
    assert {heading for heading in found if heading.startswith("CORPUS_")} == ours


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target, anchor in _LINK.findall(prose(document)):
        path = document.parent / target if target else document
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), f"{target}#{anchor}"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_document_can_be_reached_from_the_front(readme: Path) -> None:
    linked = {target for target, _anchor in _LINK.findall(prose(readme))}
    assert {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} <= linked


def test_the_front_page_is_one_screen() -> None:
    for readme in READMES:
        assert len(readme.read_text("utf-8").splitlines()) <= 75

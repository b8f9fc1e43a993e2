"""Imports point one way: text knows nothing, reading knows text, the stages know both."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OUTER = ("pipelines", "spiders", "demo", "tools", "benchmarks")
PACKAGES = ("crawler", *OUTER)

HOMES = {
    "trafilatura": "crawler/reading/",
    "opencc": "crawler/text/",
    "pypinyin": "crawler/text/",
    "sqlalchemy": "crawler/store/",
    "playwright": None,  # scrapy-playwright is named in settings and imported by Scrapy
}
"""Libraries and the one package that may import each."""


def sources(*packages: str) -> list[Path]:
    """Return the modules of *packages*."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def _is_for_types(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _imports(node: ast.AST) -> Iterator[str]:
    """Yield the modules imported anywhere under *node*, not those for type checking alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not (isinstance(child, ast.If) and _is_for_types(child)):
            yield from _imports(child)


def imported(path: Path) -> list[str]:
    """Return what the module at *path* imports at run time, each name in full."""
    return list(_imports(ast.parse(path.read_text("utf-8"))))


def imported_for_types(path: Path) -> list[str]:
    """Return what the module at *path* imports, type checking included."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and _is_for_types(node):
            node.test = ast.Constant(value=True)
    return list(_imports(tree))


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Whether the module or object *name* lies in one of *packages*."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("crawler/text", ("crawler.text",)),
        (
            "crawler/reading",
            ("crawler.text", "crawler.reading", "crawler.items", "crawler.reasons"),
        ),
        ("crawler/dedup", ("crawler.text", "crawler.dedup", "crawler.items")),
    ],
)
def test_an_inner_package_imports_only_what_lies_deeper(
    package: str, allowed: tuple[str, ...]
) -> None:
    for path in sources(package):
        ours = [name for name in imported_for_types(path) if within(name, PACKAGES)]
        assert [name for name in ours if not within(name, allowed)] == [], path


@pytest.mark.parametrize("package", ["crawler/text", "crawler/reading", "crawler/dedup"])
def test_text_and_reading_name_no_scrapy(package: str) -> None:
    for path in sources(package):
        assert not any(within(name, ("scrapy",)) for name in imported_for_types(path)), path


@pytest.mark.parametrize("package", ["crawler/text", "crawler/reading", "crawler/dedup"])
def test_text_and_reading_load_no_scrapy_by_way_of_others(package: str) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sources(package)
        if path.name != "__init__.py"
    ]
    script = f"import sys, {', '.join(modules)}\nsys.exit('scrapy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_crawler_never_imports_what_is_built_on_it() -> None:
    for path in sources("crawler"):
        assert [name for name in imported_for_types(path) if within(name, OUTER)] == [], path


@pytest.mark.parametrize("package", ["pipelines", "spiders"])
def test_stages_and_spiders_import_the_crawler_and_their_own_kind(package: str) -> None:
    for path in sources(package):
        ours = [name for name in imported_for_types(path) if within(name, PACKAGES)]
        assert [name for name in ours if not within(name, ("crawler", package))] == [], path


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_a_library_is_imported_in_one_package_only(library: str, home: str | None) -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in sources(*PACKAGES)
        if "benchmarks" not in path.parts  # these measure the library itself, too
        and any(within(name, (library,)) for name in imported_for_types(path))
    ]
    assert [user for user in users if home is None or not user.startswith(home)] == []


def test_no_module_imports_at_run_time_what_only_types_need() -> None:
    """`crawler.items` names the reasons for its types only: reasons bring Scrapy along."""
    assert not any(within(n, ("crawler.reasons",)) for n in imported(ROOT / "crawler/items.py"))

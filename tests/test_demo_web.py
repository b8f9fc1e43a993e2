"""The demo web is what a crawler meets outside: addresses, lists, encodings, damage."""

import doctest
import http.client
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin

import pytest

from demo import markup, mirror, papers, resource, slugs
from demo.layouts import cmstop, founder
from demo.newsroom import STORIES, load
from demo.papers import COPY_HOST, HOSTS, PAPERS, Paper, base_url, endpoint
from demo.resource import Resource
from demo.server import Visit, serve
from demo.web import Pages, build

ARTICLE = {
    "qinglan": r"/content/\d{6}/\d{2}/c_\d{6}\.html",
    "yunchuan": r"/content-\d+-\d+-1\.html",
    "shijin": r"/news/\d+\.html",
    "fenbin": r"/[a-z]+/\d+\.html",
    "lanjiang": r"/p/\d{6}\.html",
}
FIRST_LISTS = {
    "qinglan": r"/node_\d+\.htm",
    "yunchuan": r"/list-\d+-1\.html",
    "shijin": r"/news/\d+/",
    "fenbin": r"/[a-z]+/",
    "lanjiang": r"/news/[a-z]+/",
}
ENCODING = {
    "qinglan": "gb18030",
    "yunchuan": "utf-8",
    "shijin": "gbk",
    "fenbin": "utf-8",
    "lanjiang": "gbk",
    "copyhost": "gb18030",
}
GLOSS = r"[\u4e00-\u9fff]\([a-zà-ǜ]{1,6}\)"
NEXT = r'<a href="([^"]+)"[^>]*>下一页</a>'

FALSE_EDIT = (
    '[{"paper": "yunchuan", "story": "qinglan-01", "day": "2026-03-03", "time": "09:00:00", '
    '"title": "", "edits": [["没有这句话", ""]]}]'
)

every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)


@pytest.fixture(scope="module")
def web() -> dict[str, Pages]:
    return build()


@pytest.fixture
def visits(web: dict[str, Pages]) -> Iterator[dict[str, list[Visit]]]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(serve(web))
        except OSError as taken:
            pytest.skip(f"the demo's ports are not free: {taken}")
        yield found


def articles(paper: Paper, pages: Pages) -> dict[str, Resource]:
    pattern = re.compile(ARTICLE[paper.id])
    return {path: page for path, page in pages.items() if pattern.fullmatch(path)}


def text_of(host: Paper, page: Resource) -> str:
    return page.body.decode(ENCODING[host.id])


def links(host: Paper, pages: Pages, path: str) -> set[str]:
    found = re.findall(r'<a href="([^"]+)"', text_of(host, pages[path]))
    return {urljoin(path, link).partition("?")[0] for link in found if ":" not in link}


def walked(paper: Paper, pages: Pages) -> list[str]:
    """Return every list page that the front page and 下一页 lead to."""
    pattern = re.compile(FIRST_LISTS[paper.id])
    waiting = sorted(path for path in links(paper, pages, "/") if pattern.fullmatch(path))
    done = []
    while waiting:
        path = waiting.pop()
        done.append(path)
        follow = re.search(NEXT, text_of(paper, pages[path]))
        waiting += [urljoin(path, follow[1])] if follow else []
    return done


def fetch(host: Paper, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection(*endpoint(host), timeout=5)) as connection:
        connection.request(method, path)
        with connection.getresponse() as answer:
            return answer.status, dict(answer.getheaders()), answer.read()


def test_five_papers_have_sixty_different_stories() -> None:
    desks = load()
    texts = {story.paragraphs for stories in desks.values() for story in stories}
    assert len(texts) >= 60
    assert list(desks) == [paper.id for paper in PAPERS]
    assert min(map(len, desks.values())) >= 15


@every_paper
def test_every_story_has_an_address_of_its_own(paper: Paper, web: dict[str, Pages]) -> None:
    found = articles(paper, web[paper.id]).keys() - {founder.GONE, cmstop.TOPIC}
    assert len(found) == len(load()[paper.id])


def test_addresses_stay_as_they_were(web: dict[str, Pages]) -> None:
    assert {host: list(pages) for host, pages in build().items()} == {
        host: list(pages) for host, pages in web.items()
    }
    assert "/content/202603/02/c_860923.html" in web["qinglan"]


@every_paper
def test_following_the_lists_reaches_every_story(paper: Paper, web: dict[str, Pages]) -> None:
    pages = web[paper.id]
    lists = walked(paper, pages)
    reached = set().union(*(links(paper, pages, path) for path in lists))
    assert len(lists) > len({path for path in lists if re.fullmatch(FIRST_LISTS[paper.id], path)})
    assert articles(paper, pages).keys() <= reached


@every_paper
def test_a_list_page_shows_eight_stories_newest_first(paper: Paper, web: dict[str, Pages]) -> None:
    for path in walked(paper, web[paper.id]):
        text = text_of(paper, web[paper.id][path])
        days = re.findall(r">(\d{4}-\d\d-\d\d)</(?:span|time)>", text)
        days = [day for day in days if day not in {"2026-03-01", "2026-03-20"}]
        assert days == sorted(days, reverse=True)
        assert len(days) <= 8


@every_paper
def test_no_link_is_dead_but_the_one_that_should_be(paper: Paper, web: dict[str, Pages]) -> None:
    pages = web[paper.id]
    read = [path for path, page in pages.items() if "html" in page.headers["Content-Type"]]
    assert set().union(*(links(paper, pages, path) for path in read)) <= pages.keys()
    gone = [path for path, page in pages.items() if page.status != 200]
    assert gone == ([founder.GONE] if paper.id == "qinglan" else [])


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.id)
def test_bytes_are_in_the_encoding_of_the_host(host: Paper, web: dict[str, Pages]) -> None:
    for path, page in web[host.id].items():
        assert path.startswith("/")
        assert text_of(host, page).encode(ENCODING[host.id]) == page.body


def test_gb2312_pages_hold_characters_that_gb2312_lacks(web: dict[str, Pages]) -> None:
    pages = articles(PAPERS[2], web["shijin"]).values()
    assert all(page.headers["Content-Type"].endswith("gb2312") for page in pages)
    assert any("喆" in text_of(PAPERS[2], page) for page in pages)
    with pytest.raises(UnicodeDecodeError):
        "".join(page.body.decode("gb2312") for page in pages)


def test_every_second_cmstop_page_has_a_wrong_header(web: dict[str, Pages]) -> None:
    pages = [page for path, page in web["lanjiang"].items() if path.startswith("/p/")]
    wrong = [page for page in pages if page.headers["Content-Type"].endswith("utf-8")]
    assert len(wrong) == len(load()["lanjiang"]) // 2
    for page in wrong:
        assert b"charset=gbk" in page.body
        with pytest.raises(UnicodeDecodeError):
            page.body.decode()


@pytest.mark.parametrize(
    ("paper", "path", "status"), [(PAPERS[0], founder.GONE, 404), (PAPERS[4], cmstop.TOPIC, 200)]
)
def test_a_list_links_a_page_without_an_article(
    web: dict[str, Pages], paper: Paper, path: str, status: int
) -> None:
    pages = web[paper.id]
    assert re.fullmatch(ARTICLE[paper.id], path)
    assert pages[path].status == status
    assert any(path in links(paper, pages, page) for page in walked(paper, pages))
    assert "article-content" not in text_of(paper, pages[path]).partition("<body>")[2]


def test_a_story_stands_in_two_sections(web: dict[str, Pages]) -> None:
    pages = web["qinglan"]
    places = [links(PAPERS[0], pages, path) for path in ("/node_2.htm", "/node_3.htm")]
    assert any(re.fullmatch(ARTICLE["qinglan"], path) for path in places[0] & places[1])


def test_a_reprint_tells_the_same_story_under_another_name(web: dict[str, Pages]) -> None:
    row = json.loads((STORIES / "shared.json").read_bytes())[0]
    copy = next(story for story in load()[row["paper"]] if story.id == f"{row['paper']}-r1")
    origin = next(paper for paper in PAPERS if row["story"].startswith(paper.id))
    assert copy.source == origin.name
    host = next(paper for paper in PAPERS if paper.id == row["paper"])
    texts = [text_of(host, page) for page in articles(host, web[host.id]).values()]
    assert sum(copy.paragraphs[-1] in text for text in texts) == 1


def test_the_copying_host_damages_what_it_copies(web: dict[str, Pages]) -> None:
    pages = web[COPY_HOST.id]
    copies = [text_of(COPY_HOST, page) for path, page in pages.items() if "/c_" in path]
    assert len(copies) == 12
    assert all(len(re.findall(GLOSS, text)) >= 20 for text in copies)
    assert any(re.search(r"\?[a-zà-ǜ]+\)", text) for text in copies)
    assert any(re.search(r"\?[！；？]", text) for text in copies)
    assert any(re.search("[\ue000-\uf8ff]", text) for text in copies)


def test_copies_stand_under_the_paths_of_the_original(web: dict[str, Pages]) -> None:
    pages = web[COPY_HOST.id]
    copied = {path for path in pages if "/c_" in path}
    assert copied <= web["qinglan"].keys()
    assert copied <= links(COPY_HOST, pages, "/list.html")
    assert links(COPY_HOST, pages, "/") <= pages.keys()


def test_the_mirror_table_pairs_its_characters() -> None:
    table = mirror.load_table()
    assert len(table.readings) >= 50
    assert {char for char, _ in table.readings} <= set(map(chr, table.script.values()))


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("qinglan.json", "[{}]", "qinglan.json: record 1: missing or unknown: authors"),
        ("fenbin.json", "[", "fenbin.json: Expecting value"),
        ("shijin.json", "{}", "shijin.json: a list is wanted"),
        (
            "shared.json",
            FALSE_EDIT,
            "shared.json: record 1: qinglan-01 has no '没有这句话' to change",
        ),
    ],
)
def test_a_malformed_story_file_is_named(tmp_path: Path, name: str, text: str, fault: str) -> None:
    folder = shutil.copytree(STORIES, tmp_path / "stories")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(fault)):
        build(folder)


def test_one_loopback_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_has_many_addresses", lambda: False)
    assert base_url(PAPERS[0]) == "http://127.0.0.1:8710"
    assert base_url(COPY_HOST) == "http://127.0.0.1:8715"


@pytest.mark.parametrize("module", [markup, mirror, resource, slugs])
def test_the_examples_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


def test_every_host_answers(web: dict[str, Pages], visits: dict[str, list[Visit]]) -> None:
    for host in HOSTS:
        status, headers, body = fetch(host, "/")
        assert (status, body) == (200, web[host.id]["/"].body)
        assert headers["Content-Length"] == str(len(body))
        assert fetch(host, "/", "HEAD")[2] == b""
        assert fetch(host, "/nowhere.html")[0] == 404
        assert [visit[1:] for visit in visits[host.id]] == [
            ("/", 200),
            ("/", 200),
            ("/nowhere.html", 404),
        ]


def test_a_taken_port_is_named(web: dict[str, Pages], visits: dict[str, list[Visit]]) -> None:
    assert visits
    with pytest.raises(OSError, match=r"青岚网 on .* port 8710"), serve(web):
        pass

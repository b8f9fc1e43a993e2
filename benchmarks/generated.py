"""A paper of made-up articles, as many as wanted, served on loopback; and its spider.

The texts are put together from a few words, so that each is another and none is anybody's.
"""

from __future__ import annotations

import os
import random
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

from crawler.platforms.listing import ListingSpider

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "GENERATED_PAPER"
"""Environment variable with the address at which the paper is served."""
PER_LIST = 20

_WHO = [
    "县水利局",
    "市图书馆",
    "城北小学",
    "河东村",
    "农技站",
    "县医院",
    "供水公司",
    "青年志愿者",
    "老街社区",
    "园林处",
]
_WHAT = [
    "修好了渠道",
    "开放了新书屋",
    "种下了桃树",
    "更换了路灯",
    "清理了河岸",
    "办起了夜校",
    "铺平了村路",
]
_WHERE = [
    "柳河",
    "石津",
    "云川",
    "鹿回",
    "澜江",
    "汾滨",
    "青岚",
    "南坡",
    "北沟",
    "西岭",
    "东滩",
    "双井",
    "三桥",
    "大营",
]


class Text(NamedTuple):
    """Headline and paragraphs of an article."""

    title: str
    paragraphs: list[str]


class GeneratedSpider(ListingSpider):
    """The paper at the address that the environment gives."""

    name = "generated"
    outlet = "试报"
    region = "990900"
    start_urls = [f"{os.environ.get(ADDRESS, 'http://127.0.0.1')}/list_1.html"]
    article_links = r"/article_\d+\.html$"
    max_pages = 10_000
    evidence = "made up"


def text(number: int) -> Text:
    """Return article *number*, always the same one."""
    chance = random.Random(number)  # noqa: S311, it decides nothing

    def sentence() -> str:
        where, who, what = (chance.choice(words) for words in (_WHERE, _WHO, _WHAT))
        return f"{where}{who}{what}，前后用了{chance.randint(2, 900)}天，第{number}号工程到此完工。"

    title = f"{chance.choice(_WHERE)}第{number}号工程由{chance.choice(_WHO)}完成"
    return Text(title, ["".join(sentence() for _ in range(4)) for _ in range(4)])


def pages(articles: int) -> dict[str, str]:
    """Return the pages of a paper of so many *articles*, by their paths."""
    made = {"/robots.txt": "User-agent: *\nDisallow: /admin/\n"}
    for number in range(articles):
        title, paragraphs = text(number)
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        made[f"/article_{number}.html"] = (
            f"<html><head><title>{title}_试报</title></head><body><h1>{title}</h1>"
            f"<p>2026-03-02 08:{number % 60:02} 来源：试报</p><div class='content'>{body}</div>"
        )
    lists = -(-articles // PER_LIST)
    for number in range(lists):
        named = range(number * PER_LIST, min((number + 1) * PER_LIST, articles))
        links = "".join(
            f"<li><a href='/article_{n}.html'>{text(n).title}</a> 2026-03-02</li>" for n in named
        )
        after = f"<a href='/list_{number + 2}.html'>下一页</a>" if number + 1 < lists else ""
        made[f"/list_{number + 1}.html"] = f"<html><body><ul>{links}</ul>{after}</body></html>"
    return made


@contextmanager
def serve(articles: int) -> Iterator[tuple[str, list[str]]]:
    """Serve a paper of so many *articles*; give its address, and the paths asked for so far."""
    made, asked = pages(articles), list[str]()

    class Handler(BaseHTTPRequestHandler):
        """Answers from the pages."""

        def do_GET(self) -> None:
            """Answer, and remember for what."""
            asked.append(self.path)
            found = made.get(self.path)
            body = (found or "404").encode()
            self.send_response(200 if found else 404)
            kind = "text/plain" if self.path.endswith(".txt") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is given
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()

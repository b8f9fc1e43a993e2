"""Serve the demo web on loopback: one small server a host."""

import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from demo.papers import HOSTS, Paper, base_url, endpoint
from demo.resource import Resource, page
from demo.web import Pages, build

_POLL = 0.05
_MISSING = page("<h1>404</h1>\n", encoding="utf-8", charset="utf-8", status=404)


class Visit(NamedTuple):
    """One request: when it came (monotonic seconds), for what, and the answer's status."""

    time: float
    path: str
    status: int


class _Server(ThreadingHTTPServer):
    """The server of one host."""

    def __init__(self, paper: Paper, pages: Pages, visits: list[Visit]) -> None:
        self.pages = pages
        self.visits = visits
        self.server_name, self.server_port = endpoint(paper)
        super().__init__(endpoint(paper), _Handler)

    def server_bind(self) -> None:
        """Bind without asking the name service who we are."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a client that hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answer from the pages of the server; a query changes nothing."""

    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        """Answer with headers and body."""
        self.wfile.write(self._answer().body)

    def do_HEAD(self) -> None:
        """Answer with the headers of the same answer."""
        self._answer()

    def _answer(self) -> Resource:
        """Send status and headers, and remember the visit."""
        resource = self.server.pages.get(self.path.partition("?")[0], _MISSING)
        self.server.visits.append(Visit(time.monotonic(), self.path, resource.status))
        self.send_response(resource.status)
        for name, value in resource.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        return resource

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, the name is given
        """Say nothing."""


@contextmanager
def serve(web: dict[str, Pages] | None = None) -> Iterator[dict[str, list[Visit]]]:
    """Serve *web*, or the demo web, and give the visits of each host by its id."""
    web = build() if web is None else web
    visits: dict[str, list[Visit]] = {host.id: [] for host in HOSTS}
    with ExitStack() as stack:
        for host in HOSTS:
            stack.enter_context(_running(host, web[host.id], visits[host.id]))
        yield visits


@contextmanager
def _running(paper: Paper, pages: Pages, visits: list[Visit]) -> Iterator[None]:
    """Run the server of one host in a thread."""
    with _opened(paper, pages, visits) as server:
        thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def _opened(paper: Paper, pages: Pages, visits: list[Visit]) -> _Server:
    """Return the server of one host, listening; say which address is in the way."""
    try:
        return _Server(paper, pages, visits)
    except OSError as error:
        address, port = endpoint(paper)
        message = f"cannot serve {paper.name} on {address} port {port}: {error.strerror}"
        raise OSError(error.errno, message) from error


def main() -> None:
    """Serve until Ctrl-C."""
    web = build()
    try:
        with serve(web), suppress(KeyboardInterrupt):
            for host in HOSTS:
                sys.stdout.write(f"{base_url(host)}/  {host.name}\n")
            sys.stdout.flush()
            threading.Event().wait()
    except OSError as error:
        sys.exit(error.strerror)


if __name__ == "__main__":
    main()

"""A resource: what a server of the demo answers at one path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One answer, complete: status, headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes


def page(text: str, *, encoding: str, charset: str, status: int = 200) -> Resource:
    r"""Return *text* written in *encoding*, with a header that says *charset*.

    The two differ on some sites. What the encoding lacks becomes a reference, as real systems do.

    >>> page("石津😀", encoding="gbk", charset="gb2312").body
    b'\xca\xaf\xbd\xf2&#128512;'
    """
    headers = {"Content-Type": f"text/html; charset={charset}"}
    return Resource(status=status, headers=headers, body=text.encode(encoding, "xmlcharrefreplace"))


def plain(text: str) -> Resource:
    """Return a plain text file such as robots.txt."""
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    return Resource(status=200, headers=headers, body=text.encode())

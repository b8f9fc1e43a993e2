"""Take an address apart, whatever a page holds in its place."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(url: str) -> SplitResult:
    """Return the parts of *url*, all empty where it is no address.

    >>> split_address("http://news.example.cn/1.html").hostname
    'news.example.cn'
    >>> split_address("http://[标题]/").path
    ''
    """
    try:
        return urlsplit(url)
    except ValueError:  # a bracket that is no IPv6 address
        return SplitResult("", "", "", "", "")

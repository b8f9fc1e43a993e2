"""One key for all the spellings of an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters that say where a reader came from; parameters that name the article (id, contentid,
# WeChat's __biz, mid, sn) are never among them.
_TRACKING = re.compile(
    r"utm_\w+|spm|isappinstalled|timestamp|share\w*|nsukey|wxshare\w*|tdsourcetag|bd_vid|_t",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.s?html?$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def address_key(url: str) -> str:
    """Return the key under which the page at *url* is stored.

    >>> address_key("HTTP://News.Example.cn:80/a/index.html?b=2&utm_source=x&a=1#top")
    'news.example.cn/a/?a=1&b=2'
    >>> address_key("https://mp.weixin.qq.com/s?__biz=A&mid=1&sn=2")
    'mp.weixin.qq.com/s?__biz=A&mid=1&sn=2'
    """
    parts = urlsplit(canonicalize_url(url))
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    # Names and values stay as they are written: they may be percent-encoded GBK.
    kept = [x for x in parts.query.split("&") if not _TRACKING.fullmatch(x.partition("=")[0])]
    path = _INDEX.sub("/", parts.path)
    return urlunsplit(("", host.lower(), path, "&".join(kept), "")).removeprefix("//")

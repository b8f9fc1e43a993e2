"""One key for all the spellings of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

if TYPE_CHECKING:
    from collections.abc import Mapping

# Parameters that say where a reader came from; parameters that name the article (id, contentid,
# WeChat's __biz, mid, sn) are never among them. `div=-1` is what e-papers add to a page's address.
_TRACKING = re.compile(
    r"(?:utm_\w+|spm|isappinstalled|timestamp|nsukey|wxshare\w*|tdsourcetag|bd_vid|_t|fbclid|gclid"
    r"|share(?:_?(?:from|to|source|medium|type|plat(?:form)?|app|token|uid|user))?"
    r"|phpsessid|jsessionid)(?:=.*)?"
    r"|from=(?:timeline|\w*message)|div=-1",
    re.IGNORECASE | re.DOTALL,
)
_INDEX = re.compile(r"/(?:index|default)\.s?html?$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": "80", "https": "443"}

# Gateways that print a site in the other script: big5.site.cn/gate/big5/www.site.cn/a.html.
_GATE = re.compile(r"^/gate/(?:big5|gb)/([\w.-]+\.[a-z]{2,}(?::\d+)?)(/.*|$)", re.IGNORECASE)
# Editions of one system side by side: /BIG5/314/96.html is /GB/314/96.html.
_EDITION = re.compile(r"^/BIG5/(?=n?\d)")
_SESSION = re.compile(r";jsessionid=[^/]*$", re.IGNORECASE)


def address_key(url: str, aliases: Mapping[str, str] | None = None) -> str:
    """Return the key under which the page at *url* is stored.

    *aliases* gives for other names of a host the one by which it is known; only a site knows
    that m.example.cn shows the pages of www.example.cn.

    >>> address_key("HTTP://News.Example.cn:80/a/index.html?b=2&utm_source=x&a=1#top")
    'news.example.cn/a/?a=1&b=2'
    >>> address_key("https://mp.weixin.qq.com/s?__biz=A&mid=1&sn=2")
    'mp.weixin.qq.com/s?__biz=A&mid=1&sn=2'
    >>> address_key("http://big5.example.cn/gate/big5/www.example.cn/1.htm")
    'www.example.cn/1.htm'
    >>> address_key("http://m.example.cn/BIG5/3/9.html", {"m.example.cn": "www.example.cn"})
    'www.example.cn/GB/3/9.html'
    """
    parts = urlsplit(canonicalize_url(url.replace("&amp;", "&")))
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = _SESSION.sub("", _EDITION.sub("/GB/", parts.path))
    if gate := _GATE.match(path):
        host, path = gate[1], gate[2] or "/"
    host = host.lower().removesuffix(".").removesuffix(":80")
    host = (aliases or {}).get(host, host)
    # Names and values stay as they are written: they may be percent-encoded GBK.
    kept = [x for x in parts.query.split("&") if not _TRACKING.fullmatch(x)]
    return urlunsplit(("", host, _INDEX.sub("/", path), "&".join(kept), "")).removeprefix("//")

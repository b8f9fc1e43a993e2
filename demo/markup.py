"""Small pieces of HTML that every layout needs."""

import functools
import html
import string
from pathlib import Path

_TEMPLATES = Path(__file__).parent / "templates"


def escape(text: str) -> str:
    """Return *text* as it may stand in an element or an attribute.

    >>> escape('<b>"岚"')
    '&lt;b&gt;&quot;岚&quot;'
    """
    return html.escape(text)


def fill(template: str, **fields: object) -> str:
    """Return the file *template* with its $names replaced by *fields*."""
    return _template(template).substitute(fields)


def line(form: str, value: str) -> str:
    """Return *form* around *value*, or nothing where there is no value.

    >>> line("<p>责任编辑：{}</p>", "路遥"), line("<p>责任编辑：{}</p>", "")
    ('<p>责任编辑：路遥</p>', '')
    """
    return form.format(escape(value)) if value else ""


def relative(entry: str) -> str:
    """Return *entry* with its link made relative, which on a top-level page leads the same way.

    >>> relative('<li><a href="/c.html">')
    '<li><a href="c.html">'
    """
    return entry.replace('href="/', 'href="')


def pager(paths: list[str], page: int) -> str:
    """Return the links of a list's pages: the one before, the numbers, the next.

    >>> pager(["/a", "/b"], 1)
    '<b>1</b> <a href="/b">2</a> <a href="/b" class="next">下一页</a>'
    >>> pager(["/a"], 1)
    '<b>1</b>'
    """
    links = [f'<a href="{path}">{n}</a>' for n, path in enumerate(paths, 1)]
    links[page - 1] = f"<b>{page}</b>"
    if page > 1:
        links.insert(0, f'<a href="{paths[page - 2]}" class="prev">上一页</a>')
    if page < len(paths):
        links.append(f'<a href="{paths[page]}" class="next">下一页</a>')
    return " ".join(links)


@functools.cache
def _template(name: str) -> string.Template:
    """Return the template in the file *name*, read once."""
    return string.Template((_TEMPLATES / name).read_text(encoding="utf-8"))

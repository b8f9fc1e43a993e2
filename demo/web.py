"""The demo web as a whole: every host with all its pages."""

from collections.abc import Callable, Sequence
from pathlib import Path

from demo.layouts import cmstop, copyhost, empirecms, founder, phpcms, zhongqi
from demo.newsroom import STORIES, load
from demo.papers import COPIED, COPY_HOST, HOSTS, Paper
from demo.resource import Resource
from demo.story import Story

Pages = dict[str, Resource]

_LAYOUTS: dict[str, Callable[[Paper, Sequence[Story]], Pages]] = {
    "founder": founder.pages,
    "phpcms": phpcms.pages,
    "zhongqi": zhongqi.pages,
    "empirecms": empirecms.pages,
    "cmstop": cmstop.pages,
    "copyhost": copyhost.pages,
}


def build(folder: Path = STORIES) -> dict[str, Pages]:
    """Return the pages of every host by its id. ValueError names a malformed story file."""
    desks = load(folder)
    desks[COPY_HOST.id] = desks[COPIED.id]
    return {host.id: _LAYOUTS[host.system](host, desks[host.id]) for host in HOSTS}

"""The papers of the demo and the loopback addresses they stand on."""

import functools
import socket
from dataclasses import dataclass

PORT = 8710
_ONLY_HOME = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One host of the demo: who publishes there, and with which system."""

    id: str
    name: str
    city: str
    address: str
    system: str


PAPERS = (
    Paper(id="qinglan", name="青岚网", city="青岚", address="127.0.0.2", system="founder"),
    Paper(id="yunchuan", name="云川网", city="云川", address="127.0.0.3", system="phpcms"),
    Paper(id="shijin", name="石津城建集团", city="石津", address="127.0.0.4", system="zhongqi"),
    Paper(id="fenbin", name="汾滨资讯网", city="汾滨", address="127.0.0.5", system="empirecms"),
    Paper(id="lanjiang", name="澜江新闻网", city="澜江", address="127.0.0.6", system="cmstop"),
)
COPIED = PAPERS[0]
COPY_HOST = Paper(
    id="copyhost", name="资讯集萃", city="青岚", address="127.0.0.7", system="copyhost"
)
HOSTS = (*PAPERS, COPY_HOST)


@functools.cache
def _has_many_addresses() -> bool:
    """Say whether loopback is more than 127.0.0.1 here; on macOS it is not."""
    with socket.socket() as probe:
        try:
            probe.bind((PAPERS[0].address, 0))
        except OSError:
            return False
    return True


def endpoint(paper: Paper) -> tuple[str, int]:
    """Return address and port of *paper*: its own address, or else its own port."""
    if _has_many_addresses():
        return paper.address, PORT
    return _ONLY_HOME, PORT + HOSTS.index(paper)


def base_url(paper: Paper) -> str:
    """Return the front address of *paper* without the last slash."""
    address, port = endpoint(paper)
    return f"http://{address}:{port}"


def address_of(name: str, path: str) -> str:
    """Return the address of *path* on the host whose id is *name*."""
    return base_url(next(host for host in HOSTS if host.id == name)) + path

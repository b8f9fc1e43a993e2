"""The store: pages as fetched, articles as read. The only package that knows SQLAlchemy."""

from crawler.store.corpus import EVERYTHING, Selection
from crawler.store.frontier import ARTICLE, LIST, Address, Leased, Watermark
from crawler.store.rereading import Stored
from crawler.store.store import Outcome, Store, StoreFault, Summary

__all__ = [
    "ARTICLE",
    "EVERYTHING",
    "LIST",
    "Address",
    "Leased",
    "Outcome",
    "Selection",
    "Store",
    "StoreFault",
    "Stored",
    "Summary",
    "Watermark",
]

"""The store: pages as fetched, articles as read. The only package that knows SQLAlchemy."""

from crawler.store.frontier import ARTICLE, LIST, Address, Leased, Watermark
from crawler.store.store import Outcome, Store, StoreFault, Summary

__all__ = [
    "ARTICLE",
    "LIST",
    "Address",
    "Leased",
    "Outcome",
    "Store",
    "StoreFault",
    "Summary",
    "Watermark",
]

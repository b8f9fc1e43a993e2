"""The store: pages as fetched, articles as read. The only package that knows SQLAlchemy."""

from crawler.store.store import Outcome, Store, StoreFault, Summary

__all__ = ["Outcome", "Store", "StoreFault", "Summary"]

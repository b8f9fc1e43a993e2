"""Bytes to article: decode, find the body, clean it, read the fields. No Scrapy here."""

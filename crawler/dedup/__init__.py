"""Tell the same story from another: comparison form; no Scrapy and no store here."""

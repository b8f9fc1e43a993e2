"""The way of an article: one stage a file, in the order of `settings.ITEM_PIPELINES`."""

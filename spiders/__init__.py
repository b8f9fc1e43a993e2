"""The sites, a declaration each, by province: `spiders/<province>/<outlet>.py`."""

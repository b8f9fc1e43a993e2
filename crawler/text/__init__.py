"""Text to text: scripts, glosses, widths, furniture, dates, by-lines. No Scrapy, no HTML here."""

"""Between the spiders and the net: what may be asked, how often, and what is known already."""

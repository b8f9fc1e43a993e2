"""A small web of made-up newspapers, served on loopback."""

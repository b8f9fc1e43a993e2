"""The mark of what is lost."""

LOST = "\ufffd"
"""Stands for a character that is destroyed for good, and for no other."""

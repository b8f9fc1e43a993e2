"""The publishing systems of the demo papers, one a module."""

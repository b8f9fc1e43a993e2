"""Fangzhi: Chinese regional news sites into a clean, deduplicated corpus."""

__version__ = "0.1.0"

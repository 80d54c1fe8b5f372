"""How far the files of this program have come."""

from typing import Final

HEAD: Final = "0001"
"""The newest step of `migrations` that this program knows."""

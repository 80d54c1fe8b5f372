"""What has to be known of the file before anything that could change it is loaded."""

from typing import Final

HEAD: Final = "0008"
"""The newest step of `migrations` that this program knows."""
SEAT: Final = "device of "
"""The notes that say under which name a worker writes to this file begin so."""

"""Opens a filled store for the first time, when no index is kept in it yet, and closes it again:
`python -m tests.bench.evaluation.open FILE`. Prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.bench.evaluation import filling


def main(words: list[str]) -> int:
    """How long it takes from a closed store to answers and an index that is kept."""
    before = time.perf_counter()
    desk = filling.with_index(Path(words[0]))
    took = time.perf_counter() - before
    desk.close()
    print(json.dumps({"seconds": took}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a packed program starts with: one program under two names, and once more as its own parser of files."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Be the parser when asked to (`intake.limited`), else what the name of the program says."""
    from workstation.intake.limited import WORKER_FLAG

    if sys.argv[1:2] == [WORKER_FLAG]:
        from workstation.intake import worker

        return worker.main(sys.argv[2:])
    if Path(sys.executable).stem == "lintelctl":
        from workstation import cli

        return cli.main()
    from ui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())

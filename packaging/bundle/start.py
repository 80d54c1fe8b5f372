"""What a packed program starts with: one program under two names, and once more as its own parser of files,
its own hand that draws big papers and its own inventor of the practice authority.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Be one of the separate processes when asked to (`intake.limited`, `report.apart`, `practice.elsewhere`), else
    what the name of the program says.
    """
    if sys.argv[1:2] == ["--intake-worker"]:
        from workstation.intake import worker as parser

        return parser.main(sys.argv[2:])
    if sys.argv[1:2] == ["--paper-worker"]:
        from workstation.report import worker as hand

        return hand.main(sys.argv[2:])
    if sys.argv[1:2] == ["--practice-worker"]:
        from workstation.practice import elsewhere

        return elsewhere.main(sys.argv[2:])
    if Path(sys.executable).stem == "lintelctl":
        from workstation import cli

        return cli.main()
    from ui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())

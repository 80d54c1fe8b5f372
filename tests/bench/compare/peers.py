"""The environment of other people's tools, beside the build and never the product's own; and running them there."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import venv
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).parents[3]
_HERE: Final = Path(__file__).parent
_LOCK: Final = _HERE / "requirements.lock"
_PLACE: Final = _ROOT / "build" / "compare-venv"


def python() -> Path:
    """The interpreter that has Splink and the FEBRL files. Installed the first time, each file by its hash."""
    program = _PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = _PLACE / ".stamp", hashlib.sha256(_LOCK.read_bytes()).hexdigest()
    if not program.exists() or not stamp.exists() or stamp.read_text() != wanted:
        print("Installing Splink and recordlinkage beside the build (a minute) ...", flush=True)
        venv.create(_PLACE, with_pip=True, clear=True)
        pip: list[str | Path] = [program, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", _LOCK], check=True)
        stamp.write_text(wanted)
    return program


def run(script: str, *words: object) -> dict[str, Any]:
    """Run one of the scripts of this folder there; what its last line says, when it is JSON."""
    command: list[str | Path] = [python(), _HERE / script, *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_HERE)
    last = done.stdout.strip().rpartition("\n")[2]
    said: dict[str, Any] = json.loads(last) if last.startswith("{") else {}
    return said

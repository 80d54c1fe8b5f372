"""K08: the program ends badly with a record open, and nothing of it is written anywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ABORT = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from workstation.access.memory import keep_private
keep_private()
canary = "CANARY" * 1000
status = open("/proc/self/limits").read()
core = next(line for line in status.splitlines() if line.startswith("Max core"))
import ctypes
print(core.split()[4:6], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""


@pytest.mark.skipif("sys.platform != 'linux'", reason="another system keeps memory private in another way")
def test_an_abort_leaves_no_picture_of_the_memory(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ABORT],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -6
    assert done.stdout.strip() == "['0', '0'] 0"
    assert list(tmp_path.iterdir()) == []

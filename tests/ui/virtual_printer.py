"""A printer for tests: CUPS of their own on a socket of their own, and a queue that keeps every job as a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin"))
DESCRIPTION = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
SERVER_PROGRAMS = Path("/usr/lib/cups")

_FILES = """ServerRoot {d}/etc
CacheDir {d}/cache
StateDir {d}/state
RequestRoot {d}/spool
TempDir {d}/spool/tmp
AccessLog {d}/log/access
ErrorLog {d}/log/error
PageLog {d}/log/page
SystemGroup root
FileDevice Yes
ServerBin {d}/bin
"""
_SERVER = """Listen {d}/sock
Browsing Off
DefaultAuthType None
LogLevel warn
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "Keeps jobs"'; exit 0; }
out="${DEVICE_URI#keep:}"
while [ -f "$out/.wait" ]; do sleep 0.1; done
[ -f "$out/.fail" ] && { echo 'ERROR: out of order' >&2; exit 1; }
if [ -n "$6" ]; then cat "$6"; else cat; fi >"$out/.job-$1" && chmod a+r "$out/.job-$1" &&
  mv "$out/.job-$1" "$out/$3-$1.pdf"
"""
QUEUE = "front-door"


def is_here() -> bool:
    """Whether this computer can have one (only the administrator may start CUPS)."""
    found = [shutil.which(program, path=PROGRAMS) for program in ("cupsd", "lpadmin", "lpstat", "lp")]
    return all(found) and DESCRIPTION.exists() and hasattr(os, "geteuid") and os.geteuid() == 0


class Printer:
    """The queue, its environment and its jobs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "CUPS_SERVER": str(folder / "sock"), "PATH": PROGRAMS}

    def tell(self, *command: str) -> str:
        """One of the programs of CUPS."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout

    def fail(self, *, fails: bool = True) -> None:
        """The printer breaks down, or is mended."""
        mark = self.folder / "out" / ".fail"
        mark.touch() if fails else mark.unlink()

    def wait(self, *, waits: bool = True) -> None:
        """The printer takes its time, or goes on."""
        mark = self.folder / "out" / ".wait"
        mark.touch() if waits else mark.unlink()

    def jobs(self) -> list[Path]:
        """The jobs that were printed, once none is on its way."""
        pause = threading.Event()
        for _ in range(200):
            if not self.tell("lpstat", "-o"):
                break
            pause.wait(0.05)
        return sorted((self.folder / "out").glob("*.pdf"))


@contextmanager
def started() -> Iterator[Printer]:
    """Run it. Its folder is short, because the path of a socket may have only 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix="lp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        _laid_out(folder)
        command = [
            "cupsd",
            "-f",
            "-c",
            str(folder / "etc/cupsd.conf"),
            "-s",
            str(folder / "etc/cups-files.conf"),
        ]
        printer = Printer(folder)
        server = subprocess.Popen(command, env=printer.environment)
        _ready(printer)
        yield printer
    finally:
        if server is not None:
            server.terminate()
            server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _laid_out(folder: Path) -> None:
    for name in ("etc/ppd", "cache", "state/certs", "spool/tmp", "log", "out", "bin/backend"):
        (folder / name).mkdir(parents=True)
    (folder / "etc/cups-files.conf").write_text(_FILES.format(d=folder))
    (folder / "etc/cupsd.conf").write_text(_SERVER.format(d=folder))
    for program in SERVER_PROGRAMS.iterdir():
        if program.name != "backend":
            (folder / "bin" / program.name).symlink_to(program)
    keep = folder / "bin/backend/keep"
    keep.write_text(_BACKEND)
    description = DESCRIPTION.read_text(encoding="latin-1")
    as_it_is = '*cupsFilter2: "application/pdf application/pdf 0 -"\n'
    (folder / "queue.ppd").write_text(description + as_it_is, encoding="latin-1")
    folder.chmod(0o755)
    keep.chmod(0o755)
    (folder / "out").chmod(0o1777)


def _ready(printer: Printer) -> None:
    pause = threading.Event()
    for _ in range(200):
        if "is running" in printer.tell("lpstat", "-r"):
            break
        pause.wait(0.05)
    description = str(printer.folder / "queue.ppd")
    printer.tell("lpadmin", "-p", QUEUE, "-E", "-v", f"keep:{printer.folder / 'out'}", "-P", description)
    printer.tell("lpadmin", "-d", QUEUE)

"""A real keystore of a test's own: a private message bus with GNOME's keyring on it, and nothing left behind.

The bus starts nothing by itself, so a keyring that is not there is honestly absent and nobody is asked for a
password on some screen.
"""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Self

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={home}/bus</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""
PATIENCE = 20
OWNER = "org.freedesktop.secrets"


class SecretService:
    """Starts with the block and ends with it. `running` without a keyring when False, `locked` as after a
    sign-in without a password.
    """

    def __init__(self, home: Path, *, locked: bool = False, running: bool = True) -> None:
        self._home, self._locked, self._running = home, locked, running
        self._processes: list[subprocess.Popen[bytes]] = []
        self._before: dict[str, str | None] = {}

    def __enter__(self) -> Self:
        mine = {"HOME": self._home}
        mine |= {f"XDG_{name}": self._home / name for name in ("DATA_HOME", "RUNTIME_DIR", "CACHE_HOME")}
        for folder in mine.values():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._set({name: str(folder) for name, folder in mine.items()})
        self._set({"DISPLAY": None, "WAYLAND_DISPLAY": None})
        try:
            self._set({"DBUS_SESSION_BUS_ADDRESS": self._start_bus()})
            if self._running:
                self._start_keyring()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(PATIENCE)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        self._processes.clear()
        self._set(self._before)
        self._before = {}

    def _start_bus(self) -> str:
        settings = self._home / "bus.conf"
        settings.write_text(BUS.format(home=self._home))
        command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1"]
        return self._line_of(self._start(command))

    def _start_keyring(self) -> None:
        watcher = self._start(
            ["dbus-monitor", "--session", f"type='signal',member='NameOwnerChanged',arg0='{OWNER}'"]
        )
        self._line_of(watcher)  # its first line says that it listens
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        keyring = self._start(command if self._locked else [*command, "--unlock"])
        assert keyring.stdin is not None
        if not self._locked:
            keyring.stdin.write(b"a made-up password")
        keyring.stdin.close()
        while OWNER not in self._line_of(watcher):
            pass

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self._processes.append(process)
        return process

    def _line_of(self, process: subprocess.Popen[bytes]) -> str:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            raise TimeoutError(f"{process.args!r} says nothing")
        return process.stdout.readline().decode().strip()

    def _set(self, values: Mapping[str, str | None]) -> None:
        for name, value in values.items():
            self._before.setdefault(name, os.environ.get(name))
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

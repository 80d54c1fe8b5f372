"""The computer's own keystore, and only a strong one: no plain file, no environment variable can replace it.

The backend is chosen by class, here, and not by the keyring library: its choice can be turned by
`PYTHON_KEYRING_BACKEND` or a settings file to one that keeps nothing or keeps it in plain.
Threads wait for one another.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Final

from workstation.trouble import KeystoreMissing

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Lintel"
_STRONG: Final = {
    "linux": (("SecretService", "Keyring"), ("kwallet", "DBusKeyring")),
    "darwin": (("macOS", "Keyring"),),
    "win32": (("Windows", "WinVaultKeyring"),),
}


class Keystore:
    """Named secrets of this computer and this account. `KeystoreMissing` whenever it does not answer."""

    def __init__(self) -> None:
        with _answering():
            self._backend = _strong_backend()

    @property
    def name(self) -> str:
        """What kind of keystore this is, for the service desk."""
        return type(self._backend).__bases__[0].__name__

    def get(self, name: str) -> str | None:
        """The secret of this name, or None when there is none."""
        with _answering():
            return self._backend.get_password(SERVICE, name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, and believe it only when it has been read back."""
        with _answering():
            self._backend.set_password(SERVICE, name, secret)
            if self._backend.get_password(SERVICE, name) != secret:
                raise KeystoreMissing("This computer's password store did not keep what it was given.")

    def drop(self, name: str) -> None:
        """Forget a secret; no matter if it was not there."""
        with _answering():
            if self._backend.get_password(SERVICE, name) is not None:
                self._backend.delete_password(SERVICE, name)


def _strong_backend() -> KeyringBackend:
    for module, name in _STRONG.get(sys.platform, ()):
        kind = getattr(importlib.import_module(f"keyring.backends.{module}"), name)
        if kind.viable:
            return _sealed(kind)()
    raise KeystoreMissing


def _sealed(kind: type[KeyringBackend]) -> type[KeyringBackend]:
    """The same backend, deaf to `KEYRING_PROPERTY_*`, which could send it to another collection."""
    return type(kind.__name__, (kind,), {"set_properties_from_env": lambda _self: None})


_one_at_a_time: Final = RLock()
"""Some stores lose an item that one thread reads while another one replaces it, and then say they have none."""


@contextmanager
def _answering() -> Iterator[None]:
    try:
        with _one_at_a_time:
            yield
    except KeystoreMissing:
        raise
    except Exception as error:  # a locked, dead or foreign one raises a dozen unrelated things: all close
        raise KeystoreMissing from error

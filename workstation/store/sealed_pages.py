"""The pages of an encrypted file, each by itself, for a file that SQLite reads no more.

SQLite comes to a page only on its way through a tree, and gives up at the first damaged one: with one page near the
root, everything behind it would be lost. SQLCipher seals each page for itself, with its number, so any page whose
seal holds can be read without the others. Its way of writing (version 4, with a raw key):

    16 bytes of salt (first page only) | words, AES-256 in CBC mode | 16 bytes to begin with | HMAC-SHA-512

Nothing is ever written here. The newest state of a page may be in the log beside the file.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from workstation.store.cipher import translated
from workstation.trouble import StoreTrouble

PAGE: Final = 4096
USABLE: Final = PAGE - 16 - 64
"""What SQLite may use of a page."""
_SALT: Final = 16
_LOG_HEAD, _FRAME_HEAD = 32, 24
_SIZE_AT: Final = 28
"""Where the first page says how many pages there are."""


class NothingToRead(StoreTrouble):
    """Nothing can be read from this file: its first bytes are gone, or it is another file."""

    advice = (
        "Nothing was changed. Keep the file in a safe place, away from its folder. Whoever works with a server "
        "then signs in anew, and everything that the server has comes back. What it never had is lost."
    )
    code = "LT-116"


class Pages:
    """The pages of one file, from 1 on."""

    def __init__(self, file: BinaryIO, log: bytes, key: bytes) -> None:
        self._file, self._key = file, key
        self._here = file.seek(0, 2) // PAGE
        self._seal = self._seal_key(log)
        self._newest, of = self._of_log(log)
        first = self.page(1)
        says = int.from_bytes(first[_SIZE_AT : _SIZE_AT + 4], "big") if first else 0
        self.count = of or max(says, self._here)
        """How many there are, those that are cut off too."""

    def page(self, number: int) -> bytes | None:
        """What is on a page, in plain; None when it is damaged or not there. In the first, the salt is left out."""
        sealed = self._newest.get(number) or self._in_file(number)
        return self._opened(sealed, number) if self._holds(sealed, number, self._seal) else None

    def _in_file(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _opened(self, sealed: bytes, number: int) -> bytes:
        start = _SALT if number == 1 else 0
        cipher = Cipher(AES256(self._key), CBC(sealed[USABLE : USABLE + 16])).decryptor()
        return bytes(start) + cipher.update(sealed[start:USABLE])

    @staticmethod
    def _holds(sealed: bytes, number: int, seal_key: bytes) -> bool:
        start = _SALT if number == 1 else 0
        told = hmac.digest(seal_key, sealed[start:-64] + number.to_bytes(4, "little"), "sha512")
        return len(sealed) == PAGE and hmac.compare_digest(told, sealed[-64:])

    def _seal_key(self, log: bytes) -> bytes:
        """The key of the seals is made with the salt: in front of the file, and of its first page in the log."""
        heads = [self._in_file(1), *(sealed for number, _, sealed in _frames(log) if number == 1)]
        for salt in dict.fromkeys(head[:_SALT] for head in heads if len(head) >= _SALT):
            made = hashlib.pbkdf2_hmac("sha512", self._key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
            if any(self._holds(self._in_file(n), n, made) for n in range(1, self._here + 1)):
                return made
            if any(self._holds(sealed, number, made) for number, _, sealed in _frames(log)):
                return made
        raise NothingToRead

    def _of_log(self, log: bytes) -> tuple[dict[int, bytes], int]:
        """The newest state of each page in the log, and how many pages the file has by it (0: it does not say).
        What comes after the last commit was never said to be saved.
        """
        newest: dict[int, bytes] = {}
        begun: dict[int, bytes] = {}
        of = 0
        for number, after, sealed in _frames(log):
            if self._holds(sealed, number, self._seal):
                begun[number] = sealed
            if after:
                newest |= begun
                begun, of = {}, after
        return newest, of


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Pages]:
    """The pages of this file, with the log beside it."""
    log = path.with_name(path.name + "-wal")
    with translated(), path.open("rb") as file:
        yield Pages(file, log.read_bytes() if log.exists() else b"", key)


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The frames that were written to this log since it was last emptied: page, how many pages there are if a
    commit ends here (else 0), and the sealed page.
    """
    salts = log[16:24]
    for start in range(_LOG_HEAD, len(log) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE):
        head = log[start : start + _FRAME_HEAD]
        if head[8:16] == salts:
            sealed = log[start + _FRAME_HEAD : start + _FRAME_HEAD + PAGE]
            yield int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"), sealed

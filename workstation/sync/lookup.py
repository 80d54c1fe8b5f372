"""Where the server's name leads, asked without waiting for longer than one has.

The system's own question cannot be ended: with a resolver that does not answer it takes half a minute or more, and
libpq would ask it in the middle of making a connection. So it is asked here, beside, and libpq is told the address.
What the certificate has to say is the name, as ever.
"""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from ipaddress import ip_address
from typing import Final, TypeAlias

from workstation.sync.central import CentralAway, CentralOdd

THREAD: Final = "lookup"
_HERE: Final = ("127.0.0.1", "::1")
"""What `localhost` means everywhere, whatever anybody answers (RFC 6761 6.3)."""
_NUMBERS: Final = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
_Found: TypeAlias = "Future[tuple[str, ...]]"

_begun: Final[dict[str, _Found]] = {}
_guard: Final = threading.Lock()


def places(host: str, until: float) -> tuple[str, ...]:
    """The addresses of this name, the best first, as the system orders them. `CentralAway` when there is none, or
    no answer until then (`time.monotonic`); `CentralOdd` for what is no name: a path, a list, an empty one.
    """
    if not host or set(host) & set("/,\0 "):
        raise CentralOdd(
            "The name of the server is not one.", "Ring the service desk: the settings are wrong."
        )
    if host.lower() == "localhost":
        return _HERE
    with suppress(ValueError):
        return (str(ip_address(host)),)
    try:
        return _asked(host).result(max(0.0, until - time.monotonic()))
    except (OSError, UnicodeError):  # no such name, or no answer: TimeoutError is an OSError
        raise CentralAway from None


def _asked(host: str) -> _Found:
    """The answer to come. While the system looks for a name it is not asked a second time: else a resolver that
    hangs would cost one more thread with each try.
    """
    with _guard:
        if host not in _begun:
            found: _Found = Future()
            # Not a pool: the end of the program would wait for its threads.
            threading.Thread(target=_look_up, args=(host, found), name=THREAD, daemon=True).start()
            _begun[host] = found
        return _begun[host]


def _look_up(host: str, found: _Found) -> None:
    answer: tuple[str, ...] = ()
    trouble: BaseException | None = None
    try:
        told = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        # Not the text beside it: that of an address which only counts on one network card may lack the card.
        asked = (socket.getnameinfo(one[4], _NUMBERS)[0] for one in told)
        answer = tuple(dict.fromkeys(asked))
    except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
        trouble = error
    with _guard:
        del _begun[host]
    if trouble is None:
        found.set_result(answer)
    else:
        found.set_exception(trouble)

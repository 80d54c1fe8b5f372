"""Whether whoever answers is the council's server, and in which words it is said when they are not.

The driver only says that a certificate was not believed. For the words on the screen, and for nothing else, the
server is asked for it once more. A list of certificates that were revoked is looked at before: libpq passes in
silence over one that it cannot read, as if nothing had been revoked.
"""

from __future__ import annotations

import socket
import ssl
import struct
from pathlib import Path
from typing import Final

from workstation.sync.address import Address
from workstation.sync.central import CentralOdd

_TLS_PLEASE: Final = struct.pack("!ii", 8, 80877103)
_DATES: Final = frozenset({9, 10})
"""OpenSSL's numbers for "not yet valid" and "has expired"."""
_REVOKED: Final = 23
_LIST_DATES: Final = frozenset({11, 12})
_LIST_ODD: Final = frozenset({3, 4, 6, 8, 15, 16, 33, 35, 36, 44})
"""There is no list of this authority, or it is not one that it signed."""


class NotOurServer(CentralOdd):
    """Whoever answered could not prove that they are the council's server."""

    advice = (
        "No password was sent. Ring the service desk before you try again: the server's certificate may have been "
        "changed, or this network may not be what it seems."
    )
    code = "LT-805"


class CertificateOutOfDate(CentralOdd):
    """The server's certificate is not valid today."""

    advice = (
        "No password was sent. Check the date of this computer first. If it is right, ring the service desk: the "
        "certificate has to be renewed."
    )
    code = "LT-806"


class CertificateRevoked(CentralOdd):
    """The server's certificate was revoked: whoever shows it may not be the council."""

    advice = (
        "No password was sent. Do not try again. Ring the service desk: somebody may have stolen the server's key, "
        "or the server has not been given its new certificate yet."
    )
    code = "LT-809"


class NoListOfRevoked(CentralOdd):
    """The list of revoked certificates on this computer cannot be used."""

    advice = (
        "No password was sent, and nothing is lost. Ring the service desk: they can put the list in place that the "
        "settings of this computer name."
    )
    code = "LT-813"


def check_list(file: Path) -> None:
    """That this is a list of revoked certificates. `NoListOfRevoked` when it is none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(file)
    except FileNotFoundError:
        raise NoListOfRevoked("This computer lacks its list of revoked certificates.") from None
    except OSError:  # no right to read it, or nothing in it that can be read
        raise NoListOfRevoked from None
    if not context.cert_store_stats()["crl"]:
        raise NoListOfRevoked


def doubt(address: Address, place: str) -> CentralOdd | None:
    """Why the certificate shown at this place is not believed, where more can be told than that."""
    try:
        context = ssl.create_default_context(cafile=address.root)
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # as libpq judges
        if address.revoked is not None:
            context.load_verify_locations(address.revoked)
            context.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN
        with socket.create_connection((place, address.port), timeout=address.patience) as plain:
            plain.sendall(_TLS_PLEASE)
            if plain.recv(1) == b"S":
                context.wrap_socket(plain, server_hostname=address.host).close()
    except ssl.SSLCertVerificationError as error:
        return _doubt_of(error.verify_code)
    except (OSError, ValueError):
        pass
    return None


def _doubt_of(code: int) -> CentralOdd | None:
    if code in _DATES:
        return CertificateOutOfDate()
    if code == _REVOKED:
        return CertificateRevoked()
    if code in _LIST_DATES:
        return NoListOfRevoked(
            "The list of revoked certificates on this computer is out of date.",
            "No password was sent, and nothing is lost. Check the date of this computer first. If it is right, "
            "ring the service desk: they can put the newest list in place.",
        )
    if code in _LIST_ODD:
        return NoListOfRevoked(
            "The list of revoked certificates on this computer is not of the right authority."
        )
    return None

"""Certificates for tests: an authority of our own, servers and people, good ones and bad ones."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key, as files."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates; `root` is what its believers are given."""

    def __init__(self, folder: Path, name: str = "Test authority") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        now = datetime.now(UTC)
        builder = _builder(
            self._name, self._name, self._key, now - timedelta(hours=1), now + timedelta(days=30)
        )
        ca = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.root = _written(folder / "root.crt", _pem(ca.sign(self._key, hashes.SHA256())))

    def server(
        self, stem: str = "server", *, host: str = "localhost", days: tuple[float, float] = (-0.1, 30)
    ) -> Pair:
        """A server's, for a host name (and 127.0.0.1 for `localhost`), valid between these days from now."""
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
        extra = x509.SubjectAlternativeName(names)
        return self._issue(stem, host, ExtendedKeyUsageOID.SERVER_AUTH, days, extra)

    def person(self, login: str) -> Pair:
        """A person's: its common name is the login."""
        return self._issue(f"person-{login}", login, ExtendedKeyUsageOID.CLIENT_AUTH, (-0.1, 30), None)

    def revoked(
        self, *certificates: Path, stem: str = "revoked", days: tuple[float, float] = (-0.1, 30)
    ) -> Path:
        """The list of what counts no more, valid between these days from now."""
        now = datetime.now(UTC)
        since, until = (now + timedelta(days=day) for day in days)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self._name)
        builder = builder.last_update(since).next_update(until)
        for certificate in certificates:
            number = x509.load_pem_x509_certificate(certificate.read_bytes()).serial_number
            one = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(since).build()
            builder = builder.add_revoked_certificate(one)
        made = builder.sign(self._key, hashes.SHA256())
        return _written(self._folder / f"{stem}.crl", made.public_bytes(serialization.Encoding.PEM))

    def _issue(
        self,
        stem: str,
        name: str,
        use: x509.ObjectIdentifier,
        days: tuple[float, float],
        extra: x509.SubjectAlternativeName | None,
    ) -> Pair:
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.now(UTC)
        since, until = (now + timedelta(days=day) for day in days)
        builder = _builder(_named(name), self._name, key, since, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
        if extra is not None:
            builder = builder.add_extension(extra, critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Pair(
            _written(self._folder / f"{stem}.crt", _pem(certificate)),
            _written(self._folder / f"{stem}.key", private),
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    path.chmod(0o600)
    return path

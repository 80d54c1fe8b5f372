"""The administrator's connection: as careful as a workstation's, and it ends as surely."""

import time

import pytest

from tests.central import rogue
from tests.central.certificates import Authority
from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice
from tests.central.proxy import Proxy
from tests.central.rogue import Rogue
from workstation.sync import admin
from workstation.sync.admin import AdminTrouble
from workstation.sync.proof import NoListOfRevoked


def afar(office: PostgresOffice, worker: str = "ava", *, port: int = 0) -> str:
    return (
        f"host=localhost port={port or office.cluster.port} dbname={office.database} user={office.login(worker)}"
        f" sslrootcert={office.cluster.authority.root}"
    )


def test_everything_a_workstation_says_is_said(office: PostgresOffice) -> None:
    office.hire("ava")
    with admin.connected(afar(office), PASSWORD) as cx:
        said = cx.info.get_parameters()
        assert cx.execute("show statement_timeout").fetchone() == ("1min",)
        assert cx.execute("show lock_timeout").fetchone() == ("30s",)
        assert cx.execute("show client_connection_check_interval").fetchone() == ("2s",)
    assert {name: said.get(name) for name in (
        "sslmode", "require_auth", "channel_binding", "keepalives_idle", "keepalives_count", "tcp_user_timeout",
        "connect_timeout",
    )} == {
        "sslmode": "verify-full", "require_auth": "scram-sha-256", "channel_binding": "require",
        "keepalives_idle": "10", "keepalives_count": "3", "tcp_user_timeout": "10000", "connect_timeout": "10",
    }  # fmt: skip


def test_over_the_servers_own_socket_too(office: PostgresOffice) -> None:
    dsn = office.cluster.admin(office.database) + " connect_timeout=600 keepalives=0"
    for longest, shown in ((admin.USUAL, "1min"), (admin.LONG, "1h")):
        with admin.connected(dsn, None, longest) as cx:
            assert cx.execute("show statement_timeout").fetchone() == (shown,)
            assert cx.info.transaction_status.name == "INTRANS", "begun by the question, not before it"
            assert cx.info.get_parameters()["connect_timeout"] == "10", "whatever somebody types"
    # A socket that knows who we are may have been given a password in vain: it is not asked for.
    with admin.connected(dsn, PASSWORD) as cx:
        assert cx.execute("select 1").fetchone() == (1,)


@pytest.mark.parametrize(
    "asked", [rogue.ask(3), rogue.ask(5, b"salt"), rogue.ask(0)], ids=["clear", "md5", "trust"]
)
def test_only_the_agreed_proof_is_given(ours: Authority, asked: bytes) -> None:
    """F05, for administrators."""
    with Rogue(rogue.tls_then(asked), ours.server()) as server:
        dsn = f"host=localhost port={server.port} dbname=lintel user=carol sslrootcert={ours.root}"
        with pytest.raises(AdminTrouble), admin.connected(dsn, PASSWORD):
            pytest.fail("It was believed.")
    assert PASSWORD.encode() not in server.heard
    assert b"set_config" not in server.heard


def test_a_certificate_that_was_revoked_lets_no_administrator_in(office: PostgresOffice) -> None:
    """F06, for administrators."""
    office.hire("ava")
    ours = office.cluster.authority
    for revoked, good in (
        (ours.revoked(stem="none"), True),
        (ours.revoked(office.cluster.data / "server.crt"), False),
    ):
        if good:
            with admin.connected(f"{afar(office)} sslcrl={revoked}", PASSWORD) as cx:
                assert cx.execute("select 1").fetchone() == (1,)
        else:
            with pytest.raises(AdminTrouble), admin.connected(f"{afar(office)} sslcrl={revoked}", PASSWORD):
                pytest.fail("It was believed.")
    with pytest.raises(NoListOfRevoked), admin.connected(f"{afar(office)} sslcrl=/none", PASSWORD):
        pytest.fail("It was believed.")


def test_what_takes_too_long_is_ended_by_the_server(office: PostgresOffice) -> None:
    with (
        pytest.raises(AdminTrouble, match="took too long"),
        admin.connected(office.cluster.admin(office.database), None, 1) as cx,
    ):
        cx.execute("select pg_sleep(30)")


@pytest.mark.parametrize("way", ["swallowed", "frozen"])
def test_silence_ends_in_bounded_time(way: str) -> None:
    """F07, for administrators: a line that lives and a server that says nothing."""
    with Cluster() as cluster, Proxy("127.0.0.1", cluster.port) as proxy:
        cluster.sql(f"create role carol login password '{PASSWORD}'")
        root = cluster.authority.root

        def asked_in_vain() -> None:
            dsn = f"host=localhost port={proxy.port} dbname=postgres user=carol sslrootcert={root}"
            with admin.connected(dsn, PASSWORD, 1) as cx:
                if way == "swallowed":
                    proxy.swallow = True
                else:
                    cluster.freeze()
                cx.execute("select 1")

        started = time.monotonic()
        try:
            with pytest.raises(AdminTrouble, match="stopped answering") as told:
                asked_in_vain()
        finally:
            cluster.thaw()
        assert "may have been done or not" in told.value.what_to_do
        # No test of speed: without a deadline this would be for ever.
        assert time.monotonic() - started < 60


@pytest.fixture
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"))

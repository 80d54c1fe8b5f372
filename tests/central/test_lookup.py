"""Where the server's name leads (`trust.md` 6 F). Tests name their rows; the names are invented, so what the system
says of them is said here.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.central import rogue
from tests.central.certificates import Authority
from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice, prepare
from tests.central.rogue import Rogue
from workstation.domain.ids import DeviceId
from workstation.sync import lookup
from workstation.sync.address import Address
from workstation.sync.central import CentralAway, CentralTrouble
from workstation.sync.postgres import PostgresCentral
from workstation.sync.proof import CertificateOutOfDate, NotOurServer

PC = DeviceId("pc-ava")
NAME = "central.council.example"
_REAL = socket.getaddrinfo


class Resolver:
    """What the system's own lookup answers about `NAME`; about everything else it answers itself."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.asked = 0
        self.answers = threading.Event()
        self.answers.set()

    def look_up(self, host: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - the signature of the real one
        if host != NAME:
            return _REAL(host, *rest, **named)
        self.asked += 1
        self.answers.wait(60)
        if not self.places:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [found for place in self.places for found in _REAL(place, None, type=socket.SOCK_STREAM)]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    made = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    yield made
    made.answers.set()
    for thread in _looking():
        thread.join(10)


@pytest.fixture(scope="module")
def office() -> Iterator[PostgresOffice]:
    """A server that shows a certificate for `NAME`, and for nothing else."""
    with Cluster() as cluster:
        prepare(cluster)
        cluster.show(cluster.authority.server("named", host=NAME))
        made = PostgresOffice(cluster)
        made.hire("ava")
        yield made
        made.close()


@pytest.fixture
def dial(office: PostgresOffice) -> Iterator[Callable[..., PostgresCentral]]:
    """Somebody who has the name of that server and no more."""
    with ExitStack() as made:

        def dialled(host: str = NAME, patience: float = 10.0) -> PostgresCentral:
            address = msgspec.structs.replace(office.address(patience=patience), host=host)
            central = PostgresCentral(address, office.login("ava"), PASSWORD)
            made.callback(central.close)
            return central

        yield dialled


def _looking() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == lookup.THREAD]


def test_f07_a_lookup_that_never_ends_is_not_waited_for(
    resolver: Resolver, dial: Callable[..., PostgresCentral]
) -> None:
    """And however often somebody tries, the system is asked once; when it answers at last, all is well."""
    resolver.places = ["127.0.0.1"]
    resolver.answers.clear()
    started = time.monotonic()
    for _ in range(4):
        with pytest.raises(CentralAway):
            dial(patience=0.2).hello(PC)
        assert len(_looking()) == 1
    # No test of speed: without a deadline this would be a minute for each of them.
    assert time.monotonic() - started < 30
    waiting = dial()
    answered: list[str] = []
    thread = threading.Thread(target=lambda: answered.append(waiting.hello(PC).worker))
    thread.start()
    resolver.answers.set()
    thread.join(20)
    assert answered == ["ava"]
    assert resolver.asked == 1


def test_f07_one_name_that_hangs_keeps_no_other_waiting(resolver: Resolver) -> None:
    resolver.answers.clear()
    soon = time.monotonic() + 0.1
    with pytest.raises(CentralAway):
        lookup.places(NAME, soon)
    with pytest.raises(CentralAway):
        lookup.places("no name at all".replace(" ", "-" * 70), time.monotonic() + 20)
    assert [thread.is_alive() for thread in _looking()] == [True], "the other one got its answer"


def test_a_name_that_nobody_has_is_a_server_that_is_away(
    resolver: Resolver, dial: Callable[..., PostgresCentral]
) -> None:
    central = dial()
    for _ in range(2):
        with pytest.raises(CentralAway):
            central.hello(PC)
    assert resolver.asked == 2, "it may be there the next time"
    resolver.places = ["127.0.0.1"]
    assert central.hello(PC).worker == "ava"


def test_the_next_address_is_tried_when_one_refuses(
    resolver: Resolver, dial: Callable[..., PostgresCentral]
) -> None:
    for places in (["127.0.0.2", "127.0.0.1"], ["::1", "127.0.0.2", "127.0.0.1"]):
        resolver.places = places
        assert dial().hello(PC).worker == "ava"
    resolver.places = ["::1", "127.0.0.2"]
    with pytest.raises(CentralAway):
        dial().hello(PC)


def test_f07_an_address_that_swallows_everything_leaves_time_for_the_next(
    resolver: Resolver, dial: Callable[..., PostgresCentral], office: PostgresOffice
) -> None:
    """As where a network says that it has IPv6, and has not. A listener whose queue is full answers to no one."""
    resolver.places = ["127.0.0.3", "127.0.0.1"]
    with ExitStack() as held:
        deaf = held.enter_context(socket.socket())
        deaf.bind(("127.0.0.3", office.cluster.port))
        deaf.listen(0)
        for _ in range(3):
            waits = held.enter_context(socket.socket())
            waits.setblocking(False)
            waits.connect_ex(deaf.getsockname())
        assert dial(patience=3.0).hello(PC).worker == "ava"


def test_an_address_that_accepts_and_says_nothing_leaves_time_for_the_next(
    resolver: Resolver, dial: Callable[..., PostgresCentral], office: PostgresOffice
) -> None:
    """A server that hangs behind a name of several."""
    resolver.places = ["127.0.0.4", "127.0.0.1"]
    with socket.socket() as mute:
        mute.bind(("127.0.0.4", office.cluster.port))
        mute.listen(8)
        assert dial(patience=3.0).hello(PC).worker == "ava"


def test_an_address_needs_no_lookup(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("the system was asked"))
    now = time.monotonic()
    assert lookup.places("10.1.2.3", now) == ("10.1.2.3",)
    assert lookup.places("2001:db8::1", now) == ("2001:db8::1",)
    assert set(lookup.places("localhost", now)) == {"127.0.0.1", "::1"}
    assert not _looking()


def test_f03_the_certificate_has_to_carry_the_name_and_not_the_address(
    resolver: Resolver, tmp_path: Path
) -> None:
    """The one for `localhost` carries 127.0.0.1 as well, which is where the name leads."""
    resolver.places = ["127.0.0.1"]
    ours = Authority(tmp_path / "ours")
    for pair in (ours.server(), ours.server("printer", host="printer.example")):
        with Rogue(rogue.tls_then(rogue.ask(3)), pair) as server:
            assert type(_trouble(server, ours)) is NotOurServer
        assert b"user" not in server.heard, "not even who we are is told"


def test_f03_a_stranger_at_the_first_address_ends_the_search(
    resolver: Resolver, dial: Callable[..., PostgresCentral], office: PostgresOffice
) -> None:
    """Whoever stands in for the server there is told of: it is no address that happens to be away."""
    resolver.places = ["127.0.0.1", "127.0.0.1"]
    with pytest.raises(NotOurServer):
        dial(host="localhost").hello(PC)


def test_f06_the_words_about_a_certificate_need_no_second_lookup(resolver: Resolver, tmp_path: Path) -> None:
    resolver.places = ["127.0.0.1"]
    ours = Authority(tmp_path / "ours")
    with Rogue(rogue.tls_then(rogue.ask(3)), ours.server(host=NAME, days=(-30, -1))) as server:
        assert type(_trouble(server, ours)) is CertificateOutOfDate
    assert resolver.asked == 1


def _trouble(server: Rogue, ours: Authority) -> CentralTrouble:
    address = Address(host=NAME, port=server.port, root=ours.root, patience=2.0, long_patience=2.0)
    central = PostgresCentral(address, "ava", PASSWORD)
    with pytest.raises(CentralTrouble) as caught:
        central.hello(PC)
    central.close()
    assert PASSWORD.encode() not in server.heard
    return caught.value

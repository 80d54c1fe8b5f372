"""Signing in with a real keystore, in every state a keystore can be in."""

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.access.secret_service import SecretService
from workstation.access import sign_in, slots, tries
from workstation.access.keys import Keystore
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock, SystemClock
from workstation.store.file import Store
from workstation.trouble import AccessTrouble, BadInput, KeystoreMissing, WrongKey, WrongPassword

PASSWORD = "three made-up words"
pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="another keystore")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record"


def enrol(path: Path) -> tuple[Worker, bytes]:
    return sign_in.enrol(path, "Bola Mensah", Role.MANAGER, PASSWORD)


def test_enrol_then_unlock(path: Path, keystore: SecretService) -> None:
    worker, key = enrol(path)
    assert sign_in.unlock(path, worker.id, PASSWORD) == key
    assert sign_in.names(path) == ((worker.id, "Bola Mensah"),)
    assert len(key) == 32


def test_neither_key_nor_password_is_in_the_file(path: Path, keystore: SecretService) -> None:
    _, key = enrol(path)
    written = slots.slots_file(path).read_bytes()
    assert key.hex().encode() not in written
    assert key not in written
    assert PASSWORD.encode() not in written
    assert slots.slots_file(path).stat().st_mode & 0o077 == 0


def test_a_colleague_is_let_in_with_the_key_and_only_then(path: Path, keystore: SecretService) -> None:
    _, key = enrol(path)
    path.write_bytes(b"the record")
    with pytest.raises(AccessTrouble, match="already"):
        enrol(path)
    other, same = sign_in.enrol(path, "Rosa Shah", Role.SOCIAL_WORKER, "other made-up words", key=key)
    assert same == key
    assert sign_in.unlock(path, other.id, "other made-up words") == key
    with pytest.raises(WrongPassword):
        sign_in.unlock(path, other.id, PASSWORD)


def test_a_first_start_that_was_cut_short_can_be_made_again(path: Path, keystore: SecretService) -> None:
    """The key was made and the record was not. The earlier key is put aside, in case its record comes back."""
    worker, key = enrol(path)
    again, other = enrol(path)
    assert other != key
    assert sign_in.unlock(path, again.id, PASSWORD) == other
    (aside,) = path.parent.glob("record.keys.aside-*")
    aside.replace(slots.slots_file(path))
    assert sign_in.unlock(path, worker.id, PASSWORD) == key


def test_a_password_change_wraps_the_same_key_anew(path: Path, keystore: SecretService) -> None:
    worker, key = enrol(path)
    sign_in.change_password(path, worker.id, PASSWORD, "another made-up one")
    assert sign_in.unlock(path, worker.id, "another made-up one") == key
    with pytest.raises(WrongPassword):
        sign_in.unlock(path, worker.id, PASSWORD)


def test_a_short_password_is_refused_before_anything_is_made(path: Path) -> None:
    with pytest.raises(BadInput):
        sign_in.enrol(path, "Bola Mensah", Role.MANAGER, "too short")
    assert not slots.slots_file(path).exists()


def test_a_slot_cannot_be_given_another_name(path: Path, keystore: SecretService) -> None:
    worker, _ = enrol(path)
    known = slots.load(path)
    assert known
    stolen = msgspec.structs.replace(known.slots[0], name="Rosa Shah")
    slots.save(path, slots.Slots(known.store, known.mark, (stolen,)))
    with pytest.raises(WrongPassword):
        sign_in.unlock(path, worker.id, PASSWORD)


def test_wrong_tries_wait_longer_and_longer_and_lose_nothing(path: Path, keystore: SecretService) -> None:
    """G09."""
    worker, key = enrol(path)
    clock = FixedClock(SystemClock().now())
    for _ in range(tries.FREE):
        with pytest.raises(WrongPassword):
            sign_in.unlock(path, worker.id, "not the password", clock=clock)
    with pytest.raises(tries.TooManyTries):
        sign_in.unlock(path, worker.id, PASSWORD, clock=clock)
    clock.move(timedelta(days=-2))
    with pytest.raises(tries.TooManyTries):
        sign_in.unlock(path, worker.id, PASSWORD, clock=clock)
    clock.move(timedelta(days=2, minutes=1))
    assert sign_in.unlock(path, worker.id, PASSWORD, clock=clock) == key
    assert sign_in.unlock(path, worker.id, PASSWORD, clock=clock) == key


def test_waits_double_up_to_an_hour() -> None:
    waits = [tries.milliseconds_to_wait(count) // 1000 for count in range(15)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_thousand_guesses_take_weeks() -> None:
    """G09. And nothing is ever destroyed by guessing."""
    waited = sum(tries.milliseconds_to_wait(count) for count in range(1000))
    assert waited > 40 * 24 * 3_600_000


def test_a_counter_that_was_meddled_with_is_no_clean_start(path: Path, keystore: SecretService) -> None:
    worker, _ = enrol(path)
    known = slots.load(path)
    assert known
    Keystore().put(f"tries {known.store} {worker.id}", "never")
    clock = FixedClock(SystemClock().now() - timedelta(days=365 * 60))
    with pytest.raises(tries.TooManyTries):
        sign_in.unlock(path, worker.id, PASSWORD, clock=clock)


# -- states of the keystore --------------------------------------------------------------------------------


def test_no_bus_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G07."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with pytest.raises(KeystoreMissing):
        enrol(path)
    assert not slots.slots_file(path).exists()


def test_a_dead_bus(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G07."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    with pytest.raises(KeystoreMissing):
        enrol(path)


def test_a_bus_without_a_keystore(path: Path, need_programs: None, short_path: Path) -> None:
    """G07."""
    with SecretService(short_path, running=False), pytest.raises(KeystoreMissing):
        enrol(path)


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_locked_keystore(path: Path, need_programs: None, short_path: Path) -> None:
    """G07."""
    with SecretService(short_path):
        worker, key = enrol(path)
    with SecretService(short_path, locked=True), pytest.raises(KeystoreMissing):
        sign_in.unlock(path, worker.id, PASSWORD)
    gc.collect()  # the library leaves its connection open when it is refused
    with SecretService(short_path):  # and nothing was lost by that
        assert sign_in.unlock(path, worker.id, PASSWORD) == key


def test_a_missing_entry_never_makes_a_new_key(path: Path, keystore: SecretService) -> None:
    """G07."""
    worker, _ = enrol(path)
    before = slots.slots_file(path).read_bytes()
    known = slots.load(path)
    assert known
    name = f"record {known.store}"
    path.write_bytes(b"the record")
    Keystore().drop(name)
    with pytest.raises(KeystoreMissing, match="does not hold"):
        sign_in.unlock(path, worker.id, PASSWORD)
    with pytest.raises(AccessTrouble):
        enrol(path)
    assert Keystore().get(name) is None
    assert slots.slots_file(path).read_bytes() == before


def test_a_record_without_its_key_file_is_never_given_a_new_key(path: Path, keystore: SecretService) -> None:
    path.write_bytes(b"somebody's record")
    with pytest.raises(AccessTrouble):
        enrol(path)
    with pytest.raises(AccessTrouble):
        sign_in.unlock(path, AuthorId("w"), PASSWORD)
    assert path.read_bytes() == b"somebody's record"


@pytest.mark.parametrize("secret", ["00" * 32, "not a number at all"])
def test_a_changed_entry(path: Path, keystore: SecretService, secret: str) -> None:
    """G07."""
    worker, _ = enrol(path)
    known = slots.load(path)
    assert known
    Keystore().put(f"record {known.store}", secret)
    with pytest.raises(KeystoreMissing, match="not the one"):
        sign_in.unlock(path, worker.id, PASSWORD)


def test_another_persons_keystore(path: Path, need_programs: None, short_path: Path) -> None:
    """G07, G08. The record was carried to another account: it has a keystore, but not this record's half."""
    with SecretService(short_path / "a"):
        worker, _ = enrol(path)
    with SecretService(short_path / "b"):
        sign_in.enrol(path.with_name("own"), "Rosa Shah", Role.MANAGER, PASSWORD)
        with pytest.raises(KeystoreMissing):
            sign_in.unlock(path, worker.id, PASSWORD)


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "nowhere.PlaintextKeyring"]
)
def test_no_variable_chooses_the_keystore(
    path: Path, short_path: Path, need_programs: None, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    """G06, T18."""
    monkeypatch.setattr("keyring.core._keyring_backend", None)  # the library reads the variable once
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    with SecretService(short_path):
        worker, key = enrol(path)
        assert sign_in.unlock(path, worker.id, PASSWORD) == key
    with SecretService(short_path):  # it was kept for good, not for a session
        assert sign_in.unlock(path, worker.id, PASSWORD) == key
    with SecretService(short_path, running=False), pytest.raises(KeystoreMissing):
        sign_in.unlock(path, worker.id, PASSWORD)


def test_a_configuration_file_chooses_nothing(
    path: Path, need_programs: None, short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G06."""
    folder = short_path / "config" / "python_keyring"
    folder.mkdir(parents=True)
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(short_path / "config"))
    with SecretService(short_path, running=False), pytest.raises(KeystoreMissing):
        enrol(path)


# -- the file ------------------------------------------------------------------------------------------------


def test_it_takes_the_password_and_this_computer_together() -> None:
    slot = slots.wrap(bytes(32), AuthorId("w"), "Bola Mensah", PASSWORD, b"this computer")
    assert slots.unwrap(slot, PASSWORD, b"this computer") == bytes(32)
    for password, secret in ((PASSWORD, b"another"), ("another", b"this computer"), (PASSWORD, b"")):
        with pytest.raises(WrongPassword):
            slots.unwrap(slot, password, secret)


def test_the_key_opens_the_record_and_no_other_does(path: Path, keystore: SecretService) -> None:
    worker, key = enrol(path)
    with Store.open(path, key, clock=SystemClock(), create=True) as store:
        store.people.add(worker)
    with pytest.raises(WrongKey):
        Store.open(path, bytes(32), clock=SystemClock())
    with Store.open(path, sign_in.unlock(path, worker.id, PASSWORD), clock=SystemClock()) as store:
        assert store.people.get(worker.id) == worker


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"store":1}', b'{"store":"s","mark":"m","version":9}']
)
def test_a_key_file_that_does_not_read(path: Path, written: bytes) -> None:
    slots.slots_file(path).write_bytes(written)
    with pytest.raises(slots.SlotsUnreadable):
        sign_in.unlock(path, AuthorId("w"), PASSWORD)
    assert slots.slots_file(path).read_bytes() == written


def test_a_forged_cost_does_not_stop_the_computer(path: Path, keystore: SecretService) -> None:
    worker, _ = enrol(path)
    known = slots.load(path)
    assert known
    costly = msgspec.structs.replace(known.slots[0], kibibytes=1 << 30)
    slots.save(path, slots.Slots(known.store, known.mark, (costly,)))
    with pytest.raises(slots.SlotsUnreadable):
        sign_in.unlock(path, worker.id, PASSWORD)


def test_two_threads_at_the_keystore_do_not_disturb_each_other(keystore: SecretService) -> None:
    """The one that talks with Central refuses somebody while they unlock."""
    keys = Keystore()

    def keeps_and_forgets(secret: str) -> None:
        for _ in range(20):
            keys.put("tries", secret)
            keys.get("tries")
            keys.drop("tries")

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(keeps_and_forgets, secret) for secret in ("one", "other")]:
            done.result()

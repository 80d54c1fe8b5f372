"""The recovery key as two custodians hold it, and `lintelctl` as they meet over it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService
from tests.access.team_door import TeamDoor
from workstation.access import desks, recovery, sign_in
from workstation.access.recovery import BadShare, NoWayBack, make_key, seal, unseal
from workstation.cli import TROUBLE, main
from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.services import find, putting_down, receive, recovering, signing_in
from workstation.services.first_page import Given
from workstation.services.receive import NewContact
from workstation.trouble import AccessTrouble

KEY, STORE = bytes(range(32)), "a record"
WORDS, NEW_WORDS = "three plain words", "words that are new"
SHAH = Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER)
MENSAH = Worker(AuthorId("mensah"), "Bola Mensah", Role.MANAGER)


def test_both_shares_open_it_in_either_order_and_however_they_are_typed() -> None:
    made = make_key()
    sealed = seal(made.public, KEY, STORE)
    one, other = made.shares
    assert unseal(sealed, (one, other), STORE) == KEY
    assert unseal(sealed, (other.lower().replace("-", " ", 3), f"  {one}\n"), STORE) == KEY


def test_one_share_is_chance() -> None:
    """Neither share holds the key, and each is new every time."""
    made = make_key()
    sealed = seal(made.public, KEY, STORE)
    with pytest.raises(BadShare, match="two copies"):
        unseal(sealed, (made.shares[0], made.shares[0]), STORE)
    assert make_key().shares[0] != made.shares[0]


@pytest.mark.parametrize("at", [0, 2, 12, 30, 60, -1])
def test_a_slip_of_the_pen_is_noticed_before_anything_is_tried(at: int) -> None:
    made = make_key()
    letters = list(made.shares[0])
    letters[at] = "7" if letters[at] != "7" else "6"
    with pytest.raises((BadShare, NoWayBack)):
        unseal(seal(made.public, KEY, STORE), ("".join(letters), made.shares[1]), STORE)


@pytest.mark.parametrize("typed", ["", "A", "C 00000000 AAAA", "A 0000000g AAAA", "A 00000000 ????", "words"])
def test_what_is_no_share(typed: str) -> None:
    made = make_key()
    with pytest.raises(BadShare):
        unseal(seal(made.public, KEY, STORE), (typed, made.shares[1]), STORE)


def test_shares_of_another_key_and_a_seal_of_another_record() -> None:
    made, other = make_key(), make_key()
    sealed = seal(made.public, KEY, STORE)
    for shares in (other.shares, (made.shares[0], other.shares[1])):
        with pytest.raises(NoWayBack):
            unseal(sealed, shares, STORE)
    with pytest.raises(NoWayBack):
        unseal(sealed, made.shares, "another record")


@pytest.mark.parametrize("public", ["", "no key", "AAAA"])
def test_a_key_in_the_settings_that_is_none(public: str) -> None:
    with pytest.raises(AccessTrouble):
        recovery.mark_of(public)


# -- at a prompt -------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A computer whose settings name a recovery key; the shares are beside it."""
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    assert main(["recovery", "make-key", str(tmp_path / "one"), str(tmp_path / "two")]) == 0
    line = capsys.readouterr().out.splitlines()[0]
    (tmp_path / "machine.toml").write_text(line + "\n")
    assert (tmp_path / "one").stat().st_mode & 0o077 == 0
    return tmp_path


def left_behind(home: Path) -> Path:
    """A worker wrote a contact that Central never had."""
    clock = FixedClock(datetime(2026, 11, 24, 9, 18, tzinfo=UTC))
    door = TeamDoor(clock, {"rukhsana.shah": (SHAH, WORDS)})
    desk = signing_in.sign_in(Given("rukhsana.shah", WORDS), door, home / "record.lintel", clock=clock)
    receive.receive(desk, NewContact(words="Ringing about a child."))
    desk.close()
    assert desk.path is not None
    return desk.path


def typing(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    typed = iter(words)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))


def test_a_key_is_never_written_over_another(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (home / "one").read_text()
    assert main(["recovery", "make-key", str(home / "three"), str(home / "one")]) == TROUBLE
    assert (home / "one").read_text() == before
    assert not (home / "three").exists()


def test_recover_gives_a_new_password(
    home: Path, keystore: SecretService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = left_behind(home)
    typing(monkeypatch, (home / "one").read_text(), (home / "two").read_text(), NEW_WORDS, NEW_WORDS)
    assert main(["recover", str(path)]) == 0
    assert "Rukhsana Shah can sign in" in capsys.readouterr().out
    assert sign_in.unlock(path, SHAH.id, NEW_WORDS)


@pytest.mark.parametrize(
    ("shares", "typed", "said"),
    [
        (("one",), (), "two shares"),
        (("one", "nowhere"), (), "could not be read"),
        (("one", "one"), (NEW_WORDS, NEW_WORDS), "two copies"),
        (("one", "two"), (NEW_WORDS, WORDS), "not the same"),
        (("one", "two"), ("short", "short"), "at least"),
    ],
)
def test_recover_says_why_not_and_changes_nothing(
    home: Path,
    keystore: SecretService,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shares: tuple[str, ...],
    typed: tuple[str, ...],
    said: str,
) -> None:
    path = left_behind(home)
    typing(monkeypatch, *typed)
    options = [part for share in shares for part in ("--share", str(home / share))]
    assert main(["recover", str(path), *options]) == TROUBLE
    assert said in capsys.readouterr().err
    assert sign_in.unlock(path, SHAH.id, WORDS)


def test_what_a_leaver_left_behind_goes_on_in_their_name(home: Path, keystore: SecretService) -> None:
    """R15: a colleague and two custodians; the leaver's own file stays as it was."""
    path = left_behind(home)
    before = path.read_bytes()
    clock = FixedClock(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    door = TeamDoor(clock, {"bola.mensah": (MENSAH, WORDS)})
    desk = signing_in.sign_in(Given("bola.mensah", WORDS), door, home / "record.lintel", clock=clock)
    shares = ((home / "one").read_text(), (home / "two").read_text())
    assert recovering.take_over(desk, path, shares) == 2
    assert {entry.author for entry in desk.store.journal.unnumbered(9)} == {SHAH.id}
    assert find.queue(desk).total == 1
    assert desk.path is not None
    assert putting_down.stranded_beside(desk.path) == ()
    desk.close()
    assert path.read_bytes() == before
    assert desk.path is not None
    assert desks.tag(desk.path).waiting == 2  # they wait there now


def test_doctor_says_what_lacks_and_what_is_stranded(
    home: Path, keystore: SecretService, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor"])
    assert "sealed to" in capsys.readouterr().out
    signing_in.switched_off(left_behind(home), SHAH.name)
    (home / "machine.toml").unlink()
    main(["doctor"])
    said = capsys.readouterr().out
    assert "LACKS  recovery key" in said
    assert "2 entries have not reached the server since 2026-11-24" in said

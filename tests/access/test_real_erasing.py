"""Two managers erase at a prompt, in their records of real work: a real database, a real keystore."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.access.conftest import keystore, need_programs, short_path
from tests.access.secret_service import SecretService
from tests.central.conftest import cluster, office
from tests.central.office import PASSWORD, PostgresOffice
from workstation import cli
from workstation.services import exchanging, signing_in
from workstation.services.first_page import Given
from workstation.services.receive import NewContact, receive

__all__ = ["cluster", "keystore", "need_programs", "office", "short_path"]
SECRET = "They live at Ninety Larch Row."
WHY = ("--authority", "Court order 12 of 2026", "--because", "Another family of that name.")


class Prompt:
    """`lintelctl central erase` at the record of one worker; each has a computer of their own."""

    def __init__(self, office: PostgresOffice, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._office, self._home, self._capsys = office, home, capsys

    def at(self, worker: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Sit down at this worker's computer."""
        home, at = self._home / worker, self._office.address()
        home.mkdir(exist_ok=True)
        (home / "machine.toml").write_text(
            f'[central]\nhost = "{at.host}"\nport = {at.port}\ndatabase = "{at.database}"\nroot = "{at.root}"\n'
        )
        monkeypatch.setenv("LINTEL_HOME", str(home))

    def __call__(self, worker: str, *words: str, code: int = 0) -> str:
        got = cli.main(["central", "erase", *words, "--real", "--as", self._office.login(worker)])
        said = self._capsys.readouterr()
        assert got == code, said.err
        return said.out + said.err


def test_two_managers_erase_words_in_the_record_of_real_work(
    office: PostgresOffice,
    keystore: SecretService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for worker in ("ava", "ben", "cy"):
        office.hire(worker, manager=worker != "ava")
    monkeypatch.setattr(getpass, "getpass", lambda *_: PASSWORD)
    prompt = Prompt(office, tmp_path, capsys)
    prompt.at("ava", monkeypatch)
    desk = signing_in.sign_in(Given(office.login("ava"), PASSWORD), signing_in.door())
    (contact,) = receive(desk, NewContact(words=SECRET)).contacts
    (entry,) = (e.id for e in desk.store.journal.of_contact(contact) if SECRET.encode() in (e.body or b""))
    with exchanging.once(desk):
        pass
    desk.close()
    assert "Only a manager" in prompt("ava", "agree", entry, *WHY, code=cli.TROUBLE)

    central = office.central("ava")
    for manager, step, told in (
        ("ben", "agree", "Another manager has to erase the words."),
        ("cy", "do", "The words are gone here and at the server."),
    ):
        prompt.at(manager, monkeypatch)
        assert f"{entry}  " in prompt(manager, "find", contact)
        assert told in prompt(manager, step, entry, *WHY)
    assert entry not in prompt("cy", "find", contact)
    (there,) = (each for each in central.pull("front-door", 0).entries if each.id == entry)
    assert (there.body, there.salt) == (None, b"")
    assert office.sql("select confirmed_by from lintel.erased") == [("",)]
    assert office.alarms() == set()

"""What may become an entry, and the golden wire samples of every kind."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.domain.telling import police_contact
from workstation.domain import kinds
from workstation.domain.entries import decode, encode
from workstation.domain.ids import uuid7, uuid_of
from workstation.domain.kinds import KINDS
from workstation.trouble import BadInput

GOLDEN = Path(__file__).parent / "golden_kinds.json"


@pytest.mark.parametrize(
    "body",
    [
        kinds.NoteMade(text="a\x00b"),
        kinds.NoteMade(text="\ud800"),
        kinds.ChildNamed(person=kinds.KINDS and "p", name=kinds.Name("A\x00", "B")),  # type: ignore[arg-type]
        kinds.AddressRecorded(address="a", since=date(1, 1, 1)),
        kinds.ThemesChosen(themes=("da", "\x00")),
    ],
)
def test_what_central_would_refuse_is_refused_at_the_save(body: kinds.Body) -> None:
    with pytest.raises(BadInput):
        encode(body)


def test_a_body_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadInput, match="too long"):
        encode(kinds.NoteMade(text="x" * 1_000_001))


def test_words_come_back_as_they_were_typed() -> None:
    text = "risk <high> & Ọláńrewájú 张伟 محمد \u202e \r\n\t=1+1"
    assert decode("NoteMade", encode(kinds.NoteMade(text=text))) == kinds.NoteMade(text=text)


def test_kinds_are_never_renamed_and_old_samples_still_read() -> None:
    """Each kind has a sample written once; a kind without one, or one that no longer reads, fails here."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert set(golden) == set(KINDS)
    unread = [kind for kind, raw in golden.items() if decode(kind, json.dumps(raw).encode()) is None]
    assert unread == []


def test_fields_a_newer_version_added_do_no_harm() -> None:
    assert decode("NoteMade", b'{"text":"x","mood":"new"}') == kinds.NoteMade(text="x")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b'{"text":"\xff"}',
        b'{"text":"\\ud800"}',
        b'{"text":1}',
        b'{"text":"x","more":' + b"[" * 9999,
    ],
    ids=["nothing", "half", "no text", "no letters", "half a letter", "no words", "too deep"],
)
def test_whatever_somebody_sent_reading_it_does_not_fail(raw: bytes) -> None:
    assert decode("NoteMade", raw) is None


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_date_that_nobody_can_count_from_is_not_read(day: str) -> None:
    named = {"person": "p", "name": {"family": "Quell", "given": "Ellie"}, "born": {"on": "2019-03-01"}}
    assert decode("ChildNamed", json.dumps(named).encode()) is not None
    named["born"] = {"on": day}
    assert decode("ChildNamed", json.dumps(named).encode()) is None


def test_identities() -> None:
    assert uuid_of("a", "b") == uuid_of("a", "b") != uuid_of("ab")
    assert uuid7(1) < uuid7(2)
    assert (uuid7(1)[14], uuid_of("x")[14]) == ("7", "8")


def test_the_story_of_a_contact_can_be_read() -> None:
    assert [c.name.given for c in police_contact().file().children] == ["Ellie", "Jayden"]

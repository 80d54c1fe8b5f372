"""R10: somebody who has only the printed words answers eight questions about a contact they have never seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.requirements.house import MORNING
from tests.services.signing_off import agreement
from workstation.domain.times import FixedClock
from workstation.practice.case_file import CaseContact, all_cases
from workstation.services import decide, find, opening, prints
from workstation.services.desk import Desk

WHY = "Agree. He is not to be asked to stop it again."


class Reader:
    """Has the words of one copy and nothing else: neither the record nor the program."""

    def __init__(self, words: str) -> None:
        self._parts: dict[str, str] = {"": ""}
        heading = ""
        for line in words.splitlines():
            if line.strip() and line == line.upper() and re.fullmatch(r"[A-Z][A-Z ,’]+", line):
                heading = line
                self._parts[heading] = ""
            else:
                self._parts[heading] += f" {line.strip()}"
        self._parts = {name: " ".join(text.split()) for name, text in self._parts.items()}

    def part(self, heading: str) -> str:
        """What stands under a heading."""
        return self._parts[heading]

    def after(self, heading: str, words: str) -> str:
        """What follows these words, up to the end of the sentence."""
        text = self.part(heading)
        assert words in text, f"nothing says {words!r}"
        return re.split(r"(?<=[.?!”])\s", text.partition(words)[2].strip(), maxsplit=1)[0]

    # -- the eight questions ------------------------------------------------------------------------------------

    def who_is_it_about(self) -> str:
        found = re.search(r"([A-Z’-]+, \S+) · Contact \S+ Born (.+?\))", self.part(""))
        assert found is not None
        return f"{found[1]}, {found[2]}"

    def where_is_the_child(self) -> str:
        return self.after("WHAT WE WERE TOLD", "Where they are now:")

    def what_is_the_worry(self) -> str:
        return self.after("WHAT WE WERE TOLD", "What are you most worried will happen?")

    def what_was_done(self) -> set[str]:
        """Who was asked, by name."""
        return set(re.findall(r"Who, when: ([^,]+), \d\d:\d\d", self.part("CHECKS")))

    def what_was_learned(self) -> dict[str, str]:
        """What each of them said."""
        rows = re.findall(
            r"Who, when: ([^,]+), \d\d:\d\d What they said: (.+?) What it means:", self.part("CHECKS")
        )
        return dict(rows)

    def what_do_parents_and_child_say(self) -> str:
        return f"{self.part('PARENTS AND PEOPLE IN THE PICTURE')} {self.part('CHILDREN’S OWN WORDS')}"

    def what_was_decided_by_whom(self) -> str:
        return self.part("DECISION")

    def why_and_what_would_change_it(self) -> str:
        return f"{self.part('WHY')} {self.part('MANAGER')}"


@pytest.fixture(scope="module")
def desk(practice_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("paper") / "practice.lintel"
    path.write_bytes(practice_file.read_bytes())
    desk = opening.practice_desk(path, clock=FixedClock(MORNING))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def copy(desk: Desk) -> Reader:
    """Joe's contact, signed by his manager and printed for the case file."""

    def work() -> str:
        opening.sit_down(desk, next(w.id for w in desk.staff.values() if w.name == "Bola Mensah"))
        (row,) = (r for r in find.queue(desk).rows if r.line.child == "BAXTER, Joe")
        decide.sign_off(desk, row.contact, agreement(desk, row.contact, WHY))
        return prints.preview(desk, row.contact, "case file").text

    return Reader(desk.executor.submit(work).result())


@pytest.fixture(scope="module")
def joe() -> CaseContact:
    """What really happened."""
    (contact,) = all_cases()["baxter"].contacts
    return contact


def test_r10_the_paper_alone_answers_eight_questions(copy: Reader, joe: CaseContact) -> None:
    assert copy.who_is_it_about() == "BAXTER, Joe, 22 Mar 2013 (13y)"
    assert copy.where_is_the_child() == "In school."
    assert copy.what_is_the_worry() == joe.answers["worried"]
    asked = {ask.who: ask.said for ask in joe.asked}
    assert set(asked) <= copy.what_was_done()
    learned = copy.what_was_learned()
    assert {who: learned[who] for who in asked} == asked
    voices = copy.what_do_parents_and_child_say()
    assert joe.told[0].words.strip("“”") in voices
    assert joe.heard[0][1] in voices
    decided = copy.what_was_decided_by_whom()
    for fact in ("Assessment", "Rukhsana Shah", "Bola Mensah", "24 Nov 2026 10:42"):
        assert fact in decided
    reasons = copy.why_and_what_would_change_it()
    for fact in (joe.reasons, joe.prompts["change_mind"], WHY):
        assert fact in reasons


def test_r10_what_nobody_knows_is_said_and_not_left_out(copy: Reader) -> None:
    assert "They did not say: Where did it happen?" in copy.part("WHAT WE WERE TOLD")
    assert "Factors of the father of Joe" in copy.part("GAPS AND OVERRIDES")

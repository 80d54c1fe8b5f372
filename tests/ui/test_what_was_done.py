"""R21: the record says what the worker did. Fifteen acts, and the log that writes itself has fifteen lines."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.front import DANA, ELLIE, JAYDEN, LIAM, MENSAH, Front, open_front
from ui.widgets.done_words import done
from workstation.domain import kinds
from workstation.domain.kinds import Body


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


SCRIPT: tuple[tuple[Body, str], ...] = (
    (kinds.Answered(question_id="dash", state="asked"), "Asked: DASH risk level"),
    (kinds.HistoryWeighed(view="raises", why="Same man."), "Weighed the history"),
    (kinds.BasisRecorded(basis="public task"), "Recorded why sharing is lawful"),
    (kinds.AgencyAsked(agency="gp", how="phone"), "Asked GP"),
    (kinds.AgencyTried(agency="gp", result="Engaged."), "Tried GP again"),
    (kinds.AgencyNotNeeded(agency="gp", because="Shut.", tried=True), "GP: went ahead without"),
    (kinds.AgencyAnswered(agency="school", who="Mrs Hale", said="Quiet."), "School (Mrs Hale): Quiet."),
    (kinds.ParentTold(person=DANA, told="yes", words="He just came."), "Told Ms Farrow: He just came."),
    (kinds.ParentAgreed(person=DANA, agrees="yes"), "Ms Farrow agrees to support"),
    (
        kinds.ParentTold(person=LIAM, told="no: risk", because="Her safety."),
        "Mr Stokes not told: Her safety.",
    ),
    (kinds.ChildHeard(person=ELLIE, words="I hid."), "Heard Ellie"),
    (kinds.ReasonsWritten(prompt="worry", child=JAYDEN, text="Afraid."), "Wrote: what we are worried about"),
    (kinds.Recommended(child=JAYDEN, outcome="O02"), "Jayden: assessment"),
    (kinds.WarningAnswered(warning="W4:agency:gp", words="They ask."), "Answered a warning: They ask."),
    (kinds.SentToManager(to=MENSAH.id, saw=""), "Sent to a manager"),
)


def test_r21_the_log_of_fifteen_acts_matches_the_script(front: Front) -> None:
    contact = front.family()
    before = len(done(front.open(contact).file, front.desk.guide))
    for body, _words in SCRIPT:
        front.clock.move(timedelta(minutes=3))
        front.say(contact, body)
    lines = done(front.open(contact).file, front.desk.guide)[before:]
    assert [line.words for line in lines] == [words for _body, words in SCRIPT]
    assert {line.by for line in lines} == {front.desk.worker.id}
    times = [line.at for line in lines]
    assert times == sorted(times)
    assert len(set(times)) == len(SCRIPT)

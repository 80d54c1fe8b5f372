"""The window goes on whatever the line does: acts are done while the network hangs, and sent when it is back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.fleet import Fleet
from tests.journeys.front_desk import WEATHER, front


@pytest.mark.timeout(120)
def test_work_goes_on_whatever_the_line_does(fleet: Fleet, qapp: QApplication) -> None:
    ben = fleet.desk("ben")
    with front(fleet, qapp) as seat:
        seat.until_sent()
        for name, spoil in WEATHER.items():
            spoil(fleet)
            seat.desk.link.wrote()
            for number in range(8):
                seat.work(f"The line {name}: {number}.")
                assert seat.bench.idle()  # done, although nobody answers
            assert seat.waits()
            fleet.calm()
        assert len(seat.saved) == 8 * len(WEATHER)
        seat.until_sent()
        ben.reconnect()
        ben.write(3)
        ben.exchange()
        fleet.told |= seat.saved
        here = seat.desk.in_store(seat.desk.store.journal.of_contact, seat.contact)
    fleet.settle()
    assert {entry.id for entry in here} <= fleet.check()[0].ids

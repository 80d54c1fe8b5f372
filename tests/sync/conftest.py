"""Every Central there is, each made anew for a test."""

from collections.abc import Callable, Iterator

import pytest

from tests.central.conftest import cluster as cluster  # noqa: PLC0414 - pytest finds a fixture by its name here
from tests.central.office import PostgresOffice
from tests.sync.embedded_office import EmbeddedOffice
from tests.sync.office import Office


def _postgres(request: pytest.FixtureRequest) -> Office:
    return PostgresOffice(request.getfixturevalue("cluster"))


def _embedded(request: pytest.FixtureRequest) -> Office:
    return EmbeddedOffice(request.getfixturevalue("tmp_path") / "central.lintel")


OFFICES: dict[str, Callable[[pytest.FixtureRequest], Office]] = {"postgres": _postgres, "embedded": _embedded}
"""Another Central joins the tests of all by a line here."""


@pytest.fixture(params=OFFICES)
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """Central with a stream `front-door`, and nobody in it yet."""
    made = OFFICES[request.param](request)
    yield made
    made.close()

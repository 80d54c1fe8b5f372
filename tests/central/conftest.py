"""One server for a test run, and for each test an office in it."""

from collections.abc import Iterator

import pytest

from tests.central.cluster import Cluster, sweep
from tests.central.office import PostgresOffice, prepare


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server with TLS and an empty Central to copy."""
    with Cluster() as made:
        prepare(made)
        yield made
    sweep()


@pytest.fixture
def office(cluster: Cluster) -> Iterator[PostgresOffice]:
    """A Central of its own, with nobody in it yet."""
    made = PostgresOffice(cluster)
    yield made
    made.close()


@pytest.fixture
def old() -> Iterator[PostgresOffice]:
    """An office with a server of its own, of which a copy can be made."""
    with Cluster(durable=True) as own:
        prepare(own)
        made = PostgresOffice(own)
        yield made
        made.close()

"""One server for these tests that survives being stopped the hard way, and a fleet around it for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.central.cluster import Cluster
from tests.central.office import prepare
from tests.journeys.fleet import Fleet


@pytest.fixture(scope="package")
def cluster() -> Iterator[Cluster]:
    """A server that keeps its promises: what it said it committed is on its disk."""
    with Cluster(durable=True) as made:
        prepare(made)
        yield made


@pytest.fixture
def fleet(cluster: Cluster, tmp_path: Path) -> Iterator[Fleet]:
    with Fleet(cluster, tmp_path) as made:
        yield made

"""Storms for as long as you like: `python -m tests.journeys.soak --minutes 30 [--seed 7]`.

Each storm has an office of its own with three workstations; between its turns the server may be put back from an
old backup, a computer may be lost or its file put back. At the end of each everything that was told "saved" has to
be there, once. The seed of a storm that fails is printed; real processes do not repeat themselves exactly.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.central.cluster import Cluster
from tests.central.office import prepare
from tests.journeys.backups import base_backup, copied, dump, put_back_in_place
from tests.journeys.fleet import Fleet
from tests.journeys.storm import Storm

WORKERS = ("ava", "ben", "cy")


def storm(fleet: Fleet, seed: int) -> Counter[str]:
    """One office in bad weather; what was done to it."""
    dice = random.Random(seed)
    for worker in WORKERS:
        fleet.desk(worker)
    weather = Storm(fleet, seed, most_words=dice.choice((3, 12, 60)))
    weather.turns(15)
    put_back = dice.choice((base_backup, dump))(fleet)
    weather.turns(dice.randint(5, 30))
    _lose_a_computer(fleet, dice, weather)
    for _ in range(dice.randint(1, 2)):
        put_back()
        weather.done["server put back"] += 1
        weather.turns(dice.randint(0, 20))
    _put_a_file_back(fleet, dice, weather)
    fleet.settle()
    while fleet.agree_to_claims():
        weather.done["claims agreed to"] += 1
        fleet.settle()
    fleet.check()
    weather.done["(told saved)"] = len(fleet.told)
    return weather.done


def _lose_a_computer(fleet: Fleet, dice: random.Random, weather: Storm) -> None:
    """A computer is gone for ever, after what it wrote reached others."""
    fleet.settle()
    if dice.random() < 0.7:
        desk = dice.choice(fleet.desks)
        fleet.destroy(desk)
        fleet.desk(desk.place.worker)
        weather.done["computers lost"] += 1


def _put_a_file_back(fleet: Fleet, dice: random.Random, weather: Storm) -> None:
    """An old state of a file comes back, after what it had then reached others."""
    desk = dice.choice(fleet.desks)
    fleet.settle()
    desk.close()
    image = copied(desk.place.file, desk.place.file.parent.with_name("image") / "record")
    weather.turns(dice.randint(0, 10))
    fleet.settle()
    desk.close()
    put_back_in_place(image, desk.place.file)
    weather.done["files put back"] += 1
    weather.turns(dice.randint(0, 10))


def main(words: list[str]) -> int:
    """Storm until the time is over; 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.soak")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    end, seed, done = time.monotonic() + 60 * asked.minutes, asked.seed, Counter[str]()
    with Cluster(durable=True) as cluster:
        prepare(cluster)
        while time.monotonic() < end:
            with tempfile.TemporaryDirectory() as folder, Fleet(cluster, Path(folder)) as fleet:
                try:
                    done += storm(fleet, seed)
                except BaseException:
                    print(f"the storm of seed {seed} took something, or did not end", flush=True)
                    raise
            done["storms"] += 1
            seed += 1
            print(f"{done['storms']} storms, {done['(told saved)']} told saved, nothing lost", flush=True)
    for name, many in done.most_common():
        print(f"{many:7d}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

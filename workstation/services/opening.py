"""Opening the day: the practice authority, and who sits down at it. Real work is opened by `real_work`.

A practice store opens on any machine with a key that is no secret; a real store always needs a person's password
and this computer's keystore. The two kinds are marked inside the file and can never be mixed (`Store.open`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from workstation import paths, settings
from workstation.domain import line as lines
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId
from workstation.domain.line import Lines
from workstation.domain.naming import NameLists
from workstation.domain.people import Role, Worker
from workstation.domain.times import Clock, SystemClock, local
from workstation.guidebook import council
from workstation.guidebook.calendar import working_days
from workstation.guidebook.guide import guide
from workstation.history.real import RealMatcher
from workstation.practice import COUNCIL, DUTY_NUMBERS, DUTY_PHONE
from workstation.services import sharing
from workstation.services.desk import Desk, KnownAgency, after_this
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store
from workstation.trouble import WrongPassword

Progress = Callable[[str, float], None]
"""Called with what is being done, in words, and how much of it is done (0 to 1)."""

PRACTICE_SEED: Final = 1
_LINES: Final = "lines 19"
"""Changed whenever lines are made differently, so that old registers are made anew."""
PRACTICE_CENTRAL: Final = "practice-central.lintel"
"""The file of the practice Central, beside the practice authority."""
_YEARS_BACK, _YEARS_AHEAD = 5, 2


def practice_desk(
    path: Path | None = None,
    *,
    clock: Clock | None = None,
    seed: int = PRACTICE_SEED,
    contacts: int = 6000,
    progress: Progress | None = None,
) -> Desk:
    """The practice authority, made now if it is not there yet. Nobody has signed in: the first worker sits
    there until `sit_down`.
    """
    path, clock = path or paths.practice_file(), clock or SystemClock()
    tell = progress or _quietly
    if not path.exists():
        make_practice(path, clock=clock, seed=seed, contacts=contacts, progress=tell)
    tell("Opening the practice authority", 0.95)
    store = Store.open(path, PRACTICE_KEY, clock=clock, kind="practice")
    aside, known = council.open_shelf(paths.council_guide()), chosen()
    known = replace(known, duty_phone=known.duty_phone or DUTY_PHONE, duty=known.duty or DUTY_NUMBERS)
    desk = assemble(store, clock, known, practice=True, council=COUNCIL)
    desk.folder, desk.guide_aside = path.parent, aside
    return desk


def second_practice_desk(
    first: Path | None = None,
    *,
    clock: Clock | None = None,
    contacts: int = 6000,
    progress: Progress | None = None,
) -> Desk:
    """A second desk at the practice authority of the file `first`, which may be open in another window: for a
    colleague, on the same computer. Its file is copied from the first the first time; what either writes reaches
    the other through the practice server, as between two computers.
    """
    first, clock = first or paths.practice_file(), clock or SystemClock()
    path, tell = paths.second(first), progress or _quietly
    if not path.exists():
        from workstation.store.upgrade import copy_beside  # noqa: PLC0415 - once for each practice authority

        if not first.exists():
            make_practice(first, clock=clock, contacts=contacts, progress=tell)
        tell("Copying the records to a second desk", 0.9)
        copy_beside(first, path, PRACTICE_KEY)
    return practice_desk(path, clock=clock, progress=tell)


def make_practice(
    path: Path,
    *,
    clock: Clock,
    seed: int = PRACTICE_SEED,
    contacts: int = 6000,
    progress: Progress | None = None,
) -> None:
    """Make a practice file. It appears under its name only when it is whole, so a start that was cut short
    begins again instead of opening half an authority.
    """
    from workstation.practice import elsewhere, town  # noqa: PLC0415 - only the first start needs the generator
    from workstation.services import comparing  # noqa: PLC0415 - as above

    tell = progress or _quietly
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".making")
    # The practice server and a second desk go on from another beginning.
    for file in (half, path.with_name(PRACTICE_CENTRAL), paths.second(path)):
        for leftover in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
    with Store.open(half, PRACTICE_KEY, clock=clock, kind="practice", create=True) as store:
        for worker in town.staff(seed):
            store.people.add(worker)
        entries = elsewhere.generate(
            seed,
            clock.now(),
            contacts=contacts,
            progress=lambda n, of: tell("Inventing families", 0.6 * n / of),
        )
        store.journal.bring_story(FRONT_DOOR, entries)
        staff = {w.id: w for w in store.people.all()}
        store.register.follow(
            _lines_maker(_calendar(clock.now(), Settings()), staff),
            _edition(),
            lambda n: tell("Laying out their records", min(0.6 + 0.35 * n / contacts, 0.95)),
        )
        tell("Comparing everybody", 0.96)
        comparing.at_once(_matcher(store, clock).get_ready())
    half.replace(path)


def assemble(
    store: Store,
    clock: Clock,
    known: Settings,
    *,
    practice: bool,
    council: str = "",
    progress: Callable[[int], None] | None = None,
) -> Desk:
    """A desk over an open store. Who sits there is decided by `sit_down`. `progress` hears how many contacts have
    their lines, when all of them are made anew.
    """
    days = _calendar(clock.now(), known)
    staff = {w.id: w for w in store.people.all()}
    store.register.follow(_lines_maker(days, staff), _edition(), progress)
    first = next(iter(staff.values()), Worker(AuthorId("nobody"), "Nobody", Role.READER))
    desk = Desk(
        store=store,
        guide=guide(),
        days=days,
        staff=staff,
        clock=clock,
        settings=known,
        council=known.council or council,
        practice=practice,
        worker=first,
        matcher=_matcher(store, clock),
        shared=sharing.index_of(store, guide(), clock),
        known_agencies=_practice_agencies if practice else tuple,
    )
    store.register.soon = partial(after_this, desk.executor)
    desk.before_close += [desk.matcher.forget, desk.shared.forget]
    return desk


def _matcher(store: Store, clock: Clock) -> RealMatcher:
    return RealMatcher(store.register, _name_lists, lambda: local(clock.now()).date())


def _name_lists() -> NameLists:
    from workstation.guidebook.names import name_lists  # noqa: PLC0415 - nobody compares before the queue is shown
    from workstation.history.folding import key  # noqa: PLC0415

    return name_lists(key)


def sit_down(desk: Desk, worker: AuthorId) -> Worker:
    """This colleague works here from now on (practice: one is picked; real: after `access` let them in)."""
    found = desk.person(worker)
    if found is None:
        raise WrongPassword
    desk.worker = found
    desk.store.sit(worker, desk.seals)
    return found


def _lines_maker(days: WorkingDays, staff: Mapping[AuthorId, Worker]) -> Callable[[ContactFile], Lines]:
    the_guide, everyone = guide(), dict(staff)
    return lambda file: lines.lines_of(file, the_guide, days, everyone)


def _edition() -> str:
    now = guide()
    return f"{_LINES} {now.edition} {now.matrix.edition}"


def _calendar(now: datetime, chosen: Settings) -> WorkingDays:
    years = range(now.year - _YEARS_BACK, now.year + _YEARS_AHEAD + 1)
    return working_days(years, chosen.extra_days_off)


def _practice_agencies() -> tuple[KnownAgency, ...]:
    from workstation.practice import town  # noqa: PLC0415 - nobody asks before the first contact is open

    return tuple(KnownAgency(a.name, a.kind, a.phone, a.people) for a in town.agencies())


def chosen() -> Settings:
    """The settings in force on this computer."""
    return settings.load(paths.machine_settings(), paths.user_settings())


def _quietly(_what: str, _share: float) -> None:
    """Nobody is watching."""

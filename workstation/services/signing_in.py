"""Signing in where there is a Central: the first time at a computer, every morning, and while nobody answers.

    people = people_here(shared)                               # for the page: whom this computer knows
    desk = sign_in(Given(name, password), door, shared)        # Central first, for a moment; then this computer

Central says who somebody is. The first time at a computer it must answer: then a file is made for this worker
alone, and the first exchange makes it known there. After that the same password opens the file whether Central
answers or not, until Central says that they are switched off. `shared` is the record of a computer that works
alone; the folder beside it holds everybody's own files (`access.desks`).
"""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from workstation import paths, settings
from workstation.access import desks
from workstation.access import sign_in as access
from workstation.access.desks import Place
from workstation.access.sign_in import SwitchedOff
from workstation.domain.people import Worker
from workstation.domain.times import Clock, SystemClock, local
from workstation.services import real_work
from workstation.services.desk import Desk, Session
from workstation.services.first_page import FirstPage, Given, Here, PasswordChanged
from workstation.settings import Settings
from workstation.sync.central import CentralAway, CentralRefuses, CentralTrouble, DoorShut
from workstation.sync.connection import WrongLogin
from workstation.sync.door import Door, Introduction, PostgresDoor, address_of
from workstation.trouble import AccessTrouble, KeystoreMissing, Trouble, WrongPassword

PATIENCE: Final = 3.0
"""Seconds that somebody who is known here waits for Central before going on without it."""


class FirstTimeNeedsCentral(AccessTrouble):
    """We cannot reach the server, and you have never signed in at this computer."""

    advice = (
        "The first time needs the server. Use the computer where you worked last, or ring the service desk."
    )
    code = "LT-212"


def door(chosen: Settings | None = None) -> Door | None:
    """The way to Central that the settings of this computer name; None where it works alone."""
    chosen = chosen or settings.load(paths.machine_settings(), paths.user_settings())
    return PostgresDoor(address_of(chosen.central)) if chosen.central else None


def first_page(shared: Path | None = None, *, clock: Clock | None = None) -> FirstPage:
    """What the first page has to know."""
    chosen = settings.load(paths.machine_settings(), paths.user_settings())
    hours = chosen.lease_hours if chosen.central else 0
    return FirstPage(people_here(shared), hours, (clock or SystemClock()).now())


def people_here(shared: Path | None = None) -> tuple[Here, ...]:
    """Whom this computer knows, who was here last first."""
    shared = shared or paths.store_file()
    found = [Here(one.name, one.login, _time(desks.tag(one.path).last)) for one in _places(shared)]
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda one: (one.last or never, one.name), reverse=True))


def sign_in(
    given: Given, door: Door | None, shared: Path | None = None, *, clock: Clock | None = None
) -> Desk:
    """The desk of whoever this is. An `AccessTrouble`, a `CentralTrouble` or a `StoreTrouble` says why not."""
    shared, clock = shared or paths.store_file(), clock or SystemClock()
    place = _place(shared, given.name)
    if place is not None and not place.login:
        return real_work.real_desk(place.worker, given.password, place.path, clock=clock)
    if door is None:
        return _without_central(given, place, clock)
    if place is None:
        return _first_time(given, door, shared, clock)
    told = _asked(given, place, door, clock)
    if told is not None and told.worker.id != place.worker:  # the name belongs to somebody else now
        return _first_time(given, door, shared, clock)
    if told is not None and given.anew:
        desks.put_tag(place.path, msgspec.structs.replace(desks.tag(place.path), name=place.name, aside=True))
        return _enrolled(given, told, shared, clock)
    return _known(given, place, told, clock)


def refused(desk: Desk, trouble: Trouble) -> bool:
    """An exchange went wrong in this way: whether whoever sits here is switched off. Then the window is to lock,
    and it will not open for them again; everything they wrote is kept.
    """
    off = isinstance(trouble, CentralRefuses) and not isinstance(trouble, DoorShut | WrongLogin)
    if off and desk.path is not None:
        switched_off(desk.path, desk.worker.name)
    return off


def switched_off(path: Path, name: str) -> None:
    """Central refuses the owner of this file: it stays, but their password does not open it any more."""
    with contextlib.suppress(KeystoreMissing):  # without it nothing opens the file anyway
        access.refuse(path)
    desks.put_tag(path, msgspec.structs.replace(desks.tag(path), name=name, refused=True))


def _without_central(given: Given, place: Place | None, clock: Clock) -> Desk:
    """The settings name no Central (any more). A file that belongs to one keeps its lease all the same."""
    if place is None:
        raise WrongPassword
    return _known(given, place, None, clock)


def _asked(given: Given, place: Place, door: Door, clock: Clock) -> Introduction | None:
    """Central's word on somebody known here; None when it does not answer soon. Wrong passwords are waited for as
    without it: whoever guesses is told no sooner, and a right one opens nothing meanwhile.
    """
    asking = ThreadPoolExecutor(1, thread_name_prefix="door")
    try:
        return asking.submit(door.sign_in, place.login, given.password).result(PATIENCE)
    except WrongPassword:
        with contextlib.suppress(KeystoreMissing):
            access.count_wrong(place.path, place.worker, clock=clock)
        raise
    except DoorShut:
        return None
    except CentralRefuses as refused:
        switched_off(place.path, place.name)
        raise SwitchedOff from refused
    except (CentralTrouble, TooSlow):
        return None
    finally:
        asking.shutdown(wait=False)


def _first_time(given: Given, door: Door, shared: Path, clock: Clock) -> Desk:
    try:
        told = door.sign_in(given.name.strip(), given.password)
    except CentralAway as away:
        raise FirstTimeNeedsCentral from away
    known = next((one for one in desks.own(shared) if one.worker == told.worker.id), None)
    if known is not None:  # they have another name at Central now
        return _known(given, known, told, clock)
    return _enrolled(given, told, shared, clock)


def _enrolled(given: Given, told: Introduction, shared: Path, clock: Clock) -> Desk:
    """Make a file of this worker's own. The first exchange makes this computer known at Central."""
    path = desks.fresh(shared)
    login = given.name.strip()
    keys = access.let_in(path, told.worker, given.password, login=login)
    session = Session(login, given.password, online=True)
    desk = real_work.open_real(
        path, keys, told.worker.id, clock=clock, first=told.worker, session=session, told=_people(told)
    )
    desks.put_tag(path, desks.Tag(told.worker.name, last=clock.now().isoformat()))
    return _welcomed(desk, told)


def _known(given: Given, place: Place, told: Introduction | None, clock: Clock) -> Desk:
    try:
        keys = access.open_up(place.path, place.worker, given.password, clock=clock, welcome=told is not None)
    except WrongPassword as wrong:
        if told is None:
            raise _offline_needs_earlier(place) from wrong
        if not given.earlier:
            raise PasswordChanged from wrong
        keys = access.open_up(place.path, place.worker, given.earlier, clock=clock, welcome=True)
        access.rewrap(place.path, place.worker, keys.key, given.password)
    session = Session(place.login, given.password, online=told is not None)
    people = _people(told) if told is not None else ()
    desk = real_work.open_real(place.path, keys, place.worker, clock=clock, session=session, told=people)
    return desk if told is None else _welcomed(desk, told)


def _welcomed(desk: Desk, told: Introduction) -> Desk:
    """Central let them in: the lease begins anew, and what was refused before is forgotten."""
    if desk.lease is not None:
        desk.in_store(desk.lease.renew, told.at)
    if desk.path is not None and desks.tag(desk.path).refused:
        desks.put_tag(desk.path, msgspec.structs.replace(desks.tag(desk.path), refused=False))
    return desk


def _people(told: Introduction) -> tuple[Worker, ...]:
    return (*told.colleagues, told.worker)


def _offline_needs_earlier(place: Place) -> WrongPassword:
    last = _time(desks.tag(place.path).last)
    when = f" on {local(last).day} {local(last):%b}" if last else " here last"
    return WrongPassword(
        "We cannot reach the server.", f"You can work offline with the password you used{when}."
    )


def _places(shared: Path) -> tuple[Place, ...]:
    return (*desks.own(shared), *desks.shared_by(shared))


def _place(shared: Path, name: str) -> Place | None:
    """Where somebody's work lies; their own file before a record that several share."""
    wanted = name.strip().casefold()
    found = [
        one for one in _places(shared) if wanted in (one.login.casefold(), one.name.casefold(), one.worker)
    ]
    return found[0] if found else None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None

"""From one child to the whole family: by what contacts recorded together, and by identities that people confirmed.

Two steps out, no more: whoever is named with the child; and, through these, whoever is named with them elsewhere
(the half brother in the mother's earlier contact). A name alone leads nowhere. Pure reading: it never decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from workstation.domain.household import Household, Member
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.domain.person_line import PersonLine
from workstation.history.folding import key
from workstation.history.homes import happenings_of, homes_of, neighbours_of, phones_of
from workstation.history.known_kin import Kin, Known, named

MOST: Final = 60
"""People shown. More than that is a mistake in the record, or a hostel."""
SecretDoors = Callable[[Iterable[ContactId]], frozenset[str]]
_PARENTS: Final = ("mother", "father", "parent")
_RANK: Final = ("child", "brother or sister", "mother", "father", "parent", "grand", "partner")


def household(
    kin: Kin,
    about: Iterable[PersonId],
    here: ContactId | None = None,
    secret_doors: SecretDoors | None = None,
) -> Household:
    """The family of these children. `here` is the contact that is open. `secret_doors` says which addresses are
    hidden in contacts that have some: those are not shown from any other contact either.
    """
    known = Known(kin)
    start = list(about)
    first = known.read(start)
    together = {line.person for c in first for line in known.lines[c]}
    known.read(together - set(start))
    children = {known.of(p) for p in start}
    members = _members(known, children, first, here)
    shown = members[:MOST]
    hidden = [c for c, lines in known.lines.items() if any(x.hidden for x in lines)]
    secret = secret_doors(hidden) if secret_doors is not None and hidden else frozenset()
    homes = homes_of(known, shown, secret)
    return Household(
        members=shown,
        homes=tuple(home for _, home in homes),
        phones=phones_of(known, shown),
        happenings=happenings_of(known, shown),
        neighbours=neighbours_of(known, shown, homes),
        more=len(members) - len(shown),
    )


# -- people ----------------------------------------------------------------------------------------------------


def _members(
    known: Known, children: set[PersonId], first: set[ContactId], here: ContactId | None
) -> tuple[Member, ...]:
    groups = _grouped(known)
    found = [_member(known, group, children, first, here) for group in groups]
    return tuple(sorted(found, key=_rank))


def _rank(member: Member) -> tuple[int, int, str]:
    how = "child" if member.about else member.how
    place = next((at for at, word in enumerate(_RANK) if word in how), len(_RANK))
    return (place, -(member.last.toordinal() if member.last else 0), member.person)


def _grouped(known: Known) -> list[list[PersonLine]]:
    """Lines of one human being: confirmed ones; and those of one name and no other birthday whom nobody told apart,
    as long as a contact of theirs names the same confirmed person too (which it does, or they were not here).
    """
    groups: dict[PersonId, list[PersonLine]] = {}
    for line in sorted((x for lines in known.lines.values() for x in lines), key=lambda x: x.person):
        groups.setdefault(known.of(line.person), []).append(line)
    different = {
        frozenset({known.of(m.person), known.of(m.other)})
        for m in known.kin.judged(list(groups))
        if m.verdict == "different"
    }
    joined: list[tuple[set[PersonId], list[PersonLine]]] = []
    for cluster, lines in sorted(groups.items()):
        like = next((g for g in joined if _one_name(g, cluster, lines, different)), None)
        if like is None:
            joined.append(({cluster}, list(lines)))
        else:
            like[0].add(cluster)
            like[1].extend(lines)
    return [lines for _, lines in joined]


def _one_name(
    group: tuple[set[PersonId], list[PersonLine]],
    cluster: PersonId,
    lines: list[PersonLine],
    different: set[frozenset[PersonId]],
) -> bool:
    """Whether these lines are about the people of a group, as far as name and birthday say."""
    clusters, others = group
    if any(frozenset({one, cluster}) in different for one in clusters):
        return False
    one, other = others[0], lines[0]
    if one.role != other.role or not _called_alike(one, other):
        return False
    born = {x.born_on for x in (*others, *lines) if x.born_on}
    together = {x.contact for x in others} & {x.contact for x in lines}
    return len(born) <= 1 and not together


def _called_alike(one: PersonLine, other: PersonLine) -> bool:
    mine, theirs = (key(one.given), key(one.family)), (key(other.given), key(other.family))
    return mine == theirs and all(mine)


def _member(
    known: Known,
    group: list[PersonLine],
    children: set[PersonId],
    first: set[ContactId],
    here: ContactId | None,
) -> Member:
    newest = sorted(group, key=lambda x: known.past[x.contact].at, reverse=True)
    latest = newest[0]
    about = any(known.of(x.person) in children for x in group)
    contacts = tuple(dict.fromkeys(x.contact for x in newest))
    return Member(
        person=latest.person, contact=latest.contact, people=frozenset(x.person for x in group),
        name=Name(_latest(newest, "family"), _latest(newest, "given")), role=latest.role,
        how="" if about else _how(known, newest, first),
        relationship=next((x.relationship for x in newest if x.contact in first and x.relationship), ""),
        born=_born(newest), sex=_latest(newest, "sex"), contacts=contacts,
        first=known.past[contacts[-1]].at, last=known.past[contacts[0]].at,
        sure=len({known.of(x.person) for x in group}) == 1, about=about, here=here in contacts,
        hidden=any(x.hidden for x in group),
    )  # fmt: skip


def _latest(newest: list[PersonLine], part: str) -> str:
    return next((said for x in newest if (said := getattr(x, part))), "")


def _born(newest: list[PersonLine]) -> Born:
    on = next((x.born_on for x in newest if x.born_on), None)
    due = next((x.born_due for x in newest if x.born_due), None)
    return Born(on=on) if on else Born(due=due)


def _how(known: Known, newest: list[PersonLine], first: set[ContactId]) -> str:
    """How somebody belongs: as it was recorded in the newest contact that names them with the child; else through
    whom.
    """
    near = [x for x in newest if x.contact in first]
    for line in near:
        if line.role == "adult":
            return line.relationship or "named with them"
        if _has_parent(known.lines[line.contact]):
            return "brother or sister"
    if near:
        return "named with them"
    return _through(known, newest[0], first)


def _has_parent(lines: tuple[PersonLine, ...]) -> bool:
    return any(x.role == "adult" and any(p in x.relationship.casefold() for p in _PARENTS) for x in lines)


def _through(known: Known, line: PersonLine, first: set[ContactId]) -> str:
    """Somebody of another contact: who of the family is named there too."""
    family = {known.of(x.person) for c in first for x in known.lines[c]}
    there = [x for x in known.lines[line.contact] if known.of(x.person) in family]
    parent = next((x for x in there if any(p in x.relationship.casefold() for p in _PARENTS)), None)
    if parent is not None and line.role == "child":
        return f"brother or sister, child of {named(parent)}"
    what = line.relationship or "named with"
    whom = named(parent or there[0]) if there else ""
    return f"{what} {'in the contact about ' if line.relationship else ''}{whom}".strip()

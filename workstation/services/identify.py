"""Who it is about: judging matches, and addresses that must not be seen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workstation.domain import fold, kinds
from workstation.domain.answers import Judgement, Twofold
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.household import Member
from workstation.domain.ids import ContactId, EntryId, PersonId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.past import Candidate
from workstation.domain.people import may_sign
from workstation.domain.person_line import PersonLine
from workstation.domain.times import milliseconds
from workstation.services import answered, record
from workstation.services.desk import Desk
from workstation.services.inherited import have_words, hidden_of, left_behind
from workstation.services.secrets import never_written, words_of
from workstation.trouble import BadInput, NotYours, RuleTrouble


class MayBeTwins(RuleTrouble):
    """They may be twins, and nobody has answered that yet."""

    advice = "Nothing was joined. Read the question and answer it."
    code = "LT-320"


def judge_match(desk: Desk, contact: ContactId, candidate: Candidate, verdict: str) -> Changed:
    """Answer whether two people are the same: `same`, `different` or `not sure`.

    A confidential address is inherited with `same`: it is hidden here too, from this moment. `MayBeTwins` when the
    candidate comes without the worker's answer to the question about twins.
    """
    if verdict == "same":
        question = _twins(desk, contact, candidate)
        if question and candidate.warned != question:
            raise MayBeTwins("", question)
    parted = [] if verdict == "same" else left_behind(desk, contact, candidate.person, candidate.other)
    return record.put(desk, contact, [*match_bodies(desk, contact, candidate, verdict), *parted])


def _twins(desk: Desk, contact: ContactId, candidate: Candidate) -> str:
    people = desk.store.register.people_of(contact)
    person = next((p for p in people if p.person == candidate.person), None)
    return answered.twins(desk, person, candidate) if person is not None else ""


def match_bodies(desk: Desk, contact: ContactId | None, candidate: Candidate, verdict: str) -> list[Body]:
    """The bodies of a judged match, with the confidential address it brings along."""
    matched = kinds.Matched(
        person=candidate.person,
        other=candidate.other,
        other_contact=candidate.other_contact,
        verdict=verdict,  # type: ignore[arg-type]
        reasons=candidate.reasons,
        against=candidate.against,
        warned=candidate.warned if verdict == "same" else "",
    )
    if verdict != "same":
        return [matched]
    known = have_words(desk, contact) if contact else frozenset()
    return [
        matched,
        *(a for a in hidden_of(desk, candidate.other, candidate.other_contact) if a.address not in known),
    ]


def call_bodies(desk: Desk, child: kinds.ChildNamed, candidate: Candidate, verdict: str) -> list[Body]:
    """The bodies of a match that was judged during a call, before there is a contact. `child` is how the child is
    described at the end. What speaks of twins only now is left to be asked in the history.
    """
    if verdict == "same":
        line = PersonLine(
            contact=ContactId(""), person=child.person, role="child", family=child.name.family,
            given=child.name.given, born_on=child.born.on, postcode=child.postcode,
        )  # fmt: skip
        question = answered.twins(desk, line, candidate)
        if question and candidate.warned != question:
            return []
    return match_bodies(desk, None, candidate, verdict)


def change_answer(
    desk: Desk, contact: ContactId, answer: Judgement, verdict: str, warned: str = ""
) -> Changed:
    """Answer anew what was answered before, here or in another contact: the new answer stands in the contact where
    the old one stood, under the name of whoever changes it. Joining and parting are undone this way.

    `warned` is the question about twins that was answered, when there is one: else `MayBeTwins`.
    """
    file = desk.file(answer.contact)
    person, other = answer.as_said
    before = next((s.body for s in file.matches if (s.body.person, s.body.other) == (person, other)), None)
    if before is None:
        raise RuleTrouble("That answer does not stand any more.", "Look again: somebody changed it.")
    candidate = _as_candidate(before, warned)
    if answer.contact == contact:
        return judge_match(desk, contact, candidate, verdict)
    if verdict != "same":
        parted = left_behind(desk, contact, answer.person, answer.other)
        done = judge_match(desk, answer.contact, candidate, verdict)
        return _and(done, record.put(desk, contact, parted)) if parted else done
    done = judge_match(desk, answer.contact, candidate, verdict)
    return _with_hidden(desk, contact, answer, done)


def _with_hidden(desk: Desk, contact: ContactId, answer: Judgement, done: Changed) -> Changed:
    """Joined from another contact: what is hidden there is hidden here too."""
    known = have_words(desk, contact)
    hidden = [a for a in hidden_of(desk, answer.other, answer.other_contact) if a.address not in known]
    if not hidden:
        return done
    return _and(done, record.put(desk, contact, hidden))


def _and(done: Changed, more: Changed) -> Changed:
    """Both; what can be taken back is the first."""
    return Changed(done.contacts | more.contacts, done.kinds | more.kinds, done.by, done.entries)


def _as_candidate(said: kinds.Matched, warned: str) -> Candidate:
    return Candidate(
        person=said.person, other=said.other, other_contact=said.other_contact, name="", born="",
        reasons=said.reasons, against=said.against, strength="", warned=warned,
    )  # fmt: skip


def undo_answer(desk: Desk, _contact: ContactId, answer: Judgement, made: Changed) -> Changed:
    """Take back an answer that was changed moments ago, wherever it stands."""
    return record.undo(desk, answer.contact, [EntryId(e) for e in made.entries])


def undo_event(desk: Desk, contact: ContactId, twofold: Twofold, made: Changed) -> Changed:
    """Take back an answer about two contacts that was given moments ago."""
    where = twofold.other if twofold.said_in == twofold.other else contact
    done = record.undo(desk, where, [EntryId(e) for e in made.entries])
    return Changed(done.contacts | {contact, twofold.other}, done.kinds, done.by, done.entries)


def judge_event(
    desk: Desk, contact: ContactId, twofold: Twofold, verdict: str, goes_on: ContactId | None = None
) -> Changed:
    """Answer whether another contact is about the same event. With `same`, `goes_on` is the contact in which the
    work goes on. An answer that stands in the other contact is changed there, so that one answer stands.
    """
    if verdict == "same" and goes_on not in (contact, twofold.other):
        raise BadInput("Say in which of the two contacts the work goes on.")
    where, other = contact, twofold.other
    if twofold.said_in == twofold.other:
        where, other = twofold.other, contact
    body = kinds.EventMatched(
        other=other,
        verdict=verdict,  # type: ignore[arg-type]
        goes_on=goes_on if verdict == "same" else None,
        reasons=twofold.reasons,
    )
    done = record.put(desk, where, [body])
    return Changed(done.contacts | {contact, twofold.other}, done.kinds, done.by, done.entries)


def add_from_record(desk: Desk, contact: ContactId, member: Member) -> Changed:
    """Name somebody of the family here as well, as the record has them: one press says both, that they are in the
    picture and that they are the same person.
    """
    line = next((p for p in desk.store.register.people_of(member.contact) if p.person == member.person), None)
    if line is None:
        raise RuleTrouble("Nothing found.", "They may have been taken out of that contact.")
    person = PersonId(uuid7(milliseconds(desk.now())))
    return record.put(desk, contact, [named_again(member, person), *_joined(desk, contact, member, person)])


def _joined(desk: Desk, contact: ContactId, member: Member, person: PersonId) -> list[Body]:
    return match_bodies(desk, contact, from_record(member, person), "same")


def from_record(member: Member, person: PersonId) -> Candidate:
    """Somebody of the family on record, as the answer to who a person is that is named with these words."""
    return Candidate(
        person=person, other=member.person, other_contact=member.contact, name=member.called, born="",
        reasons=("added from the family on record",), strength="",
    )  # fmt: skip


def named_again(member: Member, person: PersonId) -> Body:
    """How somebody of the family is named in another contact: nothing but who they are."""
    if member.role == "child":
        return kinds.ChildNamed(
            person=person, name=member.name, born=member.born,
            sex=member.sex if member.sex in ("F", "M", "U") else "",  # type: ignore[arg-type]
        )  # fmt: skip
    return kinds.AdultNamed(
        person=person, name=member.name, relationship=member.relationship, born=member.born
    )


def record_address(desk: Desk, contact: ContactId, address: kinds.AddressRecorded) -> Changed:
    """Record where people live. Anyone may make it confidential; nobody unmakes it this way."""
    file = desk.file(contact)
    before = next((a for a in file.addresses if a.address == address.address), None)
    if before is not None and before.confidential and not address.confidential:
        raise NotYours("This address is confidential.", "A manager can change that, with a reason.")
    hides = address.confidential and before is not None and not before.confidential
    # Said by itself too: a manager may have released it, and knows of this version no more than of the last.
    said = [kinds.ConfidentialityChanged(address=address.address)] if hides else []
    return record.put(desk, contact, [address, *said], file=file)


def tell_of_address(
    desk: Desk,
    contact: ContactId,
    address: str,
    people: Sequence[PersonId],
    more_words: Sequence[str] = (),
    seen: ContactFile | None = None,
) -> Changed:
    """Say who lives at an address, and add words that would give it away. What is written of a hidden one stays as
    it is and is shown to nobody. `RuleTrouble` while it is written in two ways: somebody has to choose first.
    `seen` is the contact as whoever says it had it before them.
    """
    file = desk.file(contact)
    known = [a for a in file.addresses if a.address == address]
    hidden = any(a.confidential for a in known)
    if hidden:
        story = desk.store.journal.of_contact(contact)
        known = [a for a in fold.confidential_of(contact, story) if a.address == address]
    if len(known) != 1:
        raise RuleTrouble("This address is written in two ways.", "Choose first which of them counts.")
    words = dict.fromkeys((*known[0].hide_words, *(word.strip() for word in more_words if word.strip())))
    body = replace(known[0], people=tuple(people), hide_words=tuple(words), confidential=hidden)
    return record.put(desk, contact, [] if body == known[0] else [body], file=file, seen=seen)


def new_person(desk: Desk) -> PersonId:
    """An identity for somebody who is named here for the first time."""
    return PersonId(uuid7(milliseconds(desk.now())))


def new_address_id(desk: Desk) -> str:
    """An identity for a new address."""
    return uuid7(milliseconds(desk.now()))


def make_confidential(desk: Desk, contact: ContactId, address: str) -> Changed:
    """Hide an address, everywhere, now."""
    body = kinds.ConfidentialityChanged(address=address)
    return record.put(desk, contact, [body])


def release_address(desk: Desk, contact: ContactId, address: str, because: str) -> Changed:
    """A manager decides, with a reason, that an address need not be hidden any more."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can stop hiding an address.")
    if not because.strip():
        raise BadInput("Say why this address need not be hidden any more.")
    body = kinds.AddressReleased(address=address, because=because)
    return record.put(desk, contact, [body])


def show_address(desk: Desk, contact: ContactId, address: str, why: str) -> tuple[Changed, tuple[str, ...]]:
    """Look at a hidden address for a moment. The look is recorded first; then the lines are given."""
    if not why.strip():
        raise BadInput("Say why you need it.")
    story = desk.store.journal.of_contact(contact)
    open_here = _open_here(desk, contact, address)
    if not (words_of(story, address) or open_here):
        raise RuleTrouble(*(_KEPT_BACK if never_written(story, address) else _NOT_THEIRS))
    done = record.put(desk, contact, [kinds.AddressShown(address=address, why=why)])
    return done, open_here or words_of(desk.store.journal.of_contact(contact), address)


def _open_here(desk: Desk, contact: ContactId, address: str) -> tuple[str, ...]:
    """The words of an address that another contact of the family hides, and this one does not."""
    known = [a for a in desk.file(contact).addresses if a.address == address and not a.confidential]
    return tuple(line for a in known for line in (*a.lines.splitlines(), a.postcode) if line.strip())


_NOT_THEIRS = (
    "Where they live is not written here any more.",
    "It came with somebody who turned out to be another person. A manager can stop hiding it here.",
)
_KEPT_BACK = (
    "Where they live was kept back by the file it came from.",
    "That file says that the address is hidden, and does not have it. Ask whoever keeps it there.",
)

"""What every Central promises, whichever it is (`sync/central.py`)."""

import threading
from collections.abc import Sequence

import msgspec
import pytest

from tests.sync.office import Office
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.people import ACTS_OF_MANAGERS
from workstation.domain.travel import DeviceKey, Reason, link
from workstation.sync.central import (
    MOST_BYTES,
    MOST_ENTRIES,
    Answer,
    Central,
    CentralOdd,
    CentralRefuses,
    Packs,
    Verdict,
)

OK, DUP, CLASH, KEPT = Verdict.OK, Verdict.DUP, Verdict.CLASH, Verdict.QUARANTINED


def computer(worker: str, device: str = "") -> Computer:
    return Computer(AuthorId(worker), DeviceId(device or f"pc-of-{worker}"))


def at_desk(office: Office, worker: str = "ava", *streams: str) -> tuple[Computer, Central]:
    """A worker who was hired, with a computer that is enrolled."""
    pc, central = computer(worker), office.hire(worker, *streams)
    central.enrol(pc.key)
    return pc, central


def said(answers: Sequence[Answer]) -> list[tuple[Verdict, int | None]]:
    return [(answer.verdict, answer.position) for answer in answers]


def reasons(answers: Sequence[Answer]) -> list[Reason | None]:
    return [answer.reason for answer in answers]


def whole(central: Central, stream: str = FRONT_DOOR) -> list[Entry]:
    """Everything in a stream, read page by page, its chain checked on the way."""
    read: list[Entry] = []
    told = b""
    while True:
        page = central.pull(stream, len(read))
        for entry in page.entries:
            read.append(entry)
            assert entry.position == len(read)
            told = link(told, chain(entry))
        assert page.chain == told
        if not page.entries:
            assert page.head == len(read)
            return read


def same_but_place(entries: Sequence[Entry]) -> list[Entry]:
    return [msgspec.structs.replace(entry, position=None) for entry in entries]


class TestCentral:
    """The contract."""

    # -- handing over and reading -------------------------------------------------------------------------

    def test_what_was_handed_over_is_read_as_it_was_written(self, office: Office) -> None:
        pc, central = at_desk(office)
        entries = [
            *pc.notes(3),
            pc.say("TakenByTheWind", '{"was": "Zoë – ‘ok’ \\\\ \U0001f642"}'.encode(), edition=""),
            pc.note("Answered.", contact=ContactId("c-2")),
        ]
        entries.append(pc.say("NoteMade", b"{}", answers=(entries[0].id, entries[1].id)))
        assert said(central.push(FRONT_DOOR, entries)) == [(OK, n) for n in range(1, 7)]
        assert same_but_place(whole(central)) == entries

    def test_handing_over_again_changes_nothing(self, office: Office) -> None:
        pc, central = at_desk(office)
        first = pc.notes(3)
        central.push(FRONT_DOOR, first)
        more = [*first, pc.note("New.")]
        assert said(central.push(FRONT_DOOR, more)) == [(DUP, 1), (DUP, 2), (DUP, 3), (OK, 4)]
        assert said(central.push(FRONT_DOOR, more)) == [(DUP, 1), (DUP, 2), (DUP, 3), (DUP, 4)]
        assert same_but_place(whole(central)) == more

    def test_the_same_entry_twice_in_one_batch_is_taken_once(self, office: Office) -> None:
        pc, central = at_desk(office)
        one, two = pc.notes(2)
        assert said(central.push(FRONT_DOOR, [one, one, two])) == [(OK, 1), (DUP, 1), (OK, 2)]

    def test_nothing_to_hand_over_is_no_question(self, office: Office) -> None:
        _, central = at_desk(office)
        assert central.push(FRONT_DOOR, []) == ()

    def test_five_hundred_entries_go_in_one_call(self, office: Office) -> None:
        pc, central = at_desk(office)
        assert said(central.push(FRONT_DOOR, pc.notes(500))) == [(OK, n) for n in range(1, 501)]
        assert len(central.pull(FRONT_DOOR, 0).entries) == 500
        assert len(central.pull(FRONT_DOOR, 490, 5).entries) == 5

    def test_a_page_is_no_longer_than_a_megabyte_but_never_empty(self, office: Office) -> None:
        pc, central = at_desk(office)
        for _ in range(3):
            central.push(FRONT_DOOR, [pc.note("x" * (MOST_BYTES * 2 // 3))])
        assert [len(central.pull(FRONT_DOOR, cursor).entries) for cursor in (0, 1, 2, 3)] == [1, 1, 1, 0]
        assert len(whole(central)) == 3

    def test_an_empty_page_says_how_things_stand_at_the_cursor(self, office: Office) -> None:
        pc, central = at_desk(office)
        assert (page := central.pull(FRONT_DOOR, 0)).head == 0
        assert page.chain == b""
        central.push(FRONT_DOOR, pc.notes(2))
        at_two = central.pull(FRONT_DOOR, 0).chain
        for cursor in (2, 7):
            page = central.pull(FRONT_DOOR, cursor)
            assert (page.head, page.chain, page.entries) == (2, at_two, ())

    def test_proofs_are_what_the_pages_say(self, office: Office) -> None:
        pc, central = at_desk(office)
        central.push(FRONT_DOOR, pc.notes(4))
        proofs = central.proofs(FRONT_DOOR, [3, 1, 9])
        assert sorted(proof.position for proof in proofs) == [1, 3]
        for proof in proofs:
            page = central.pull(FRONT_DOOR, 0, proof.position)
            assert (proof.entry, proof.chain) == (chain(page.entries[-1]), page.chain)
        assert central.proofs(FRONT_DOOR, []) == ()

    def test_two_at_once_get_places_without_a_gap(self, office: Office) -> None:
        desks = [at_desk(office, worker) for worker in ("ava", "ben", "cy")]
        told: list[tuple[Answer, ...]] = []

        def work(pc: Computer, central: Central) -> None:
            told.extend(central.push(FRONT_DOOR, pc.notes(3)) for _ in range(10))

        threads = [threading.Thread(target=work, args=desk) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        places = sorted(answer.position or 0 for answers in told for answer in answers)
        assert places == list(range(1, 91))
        assert len(whole(desks[0][1])) == 90

    # -- hello --------------------------------------------------------------------------------------------

    def test_hello_says_who_we_are_and_how_far_the_streams_go(self, office: Office) -> None:
        pc, central = at_desk(office, "ava", "front-door", "night")
        central.push("night", pc.notes(2, stream="night"))
        welcome = central.hello(pc.device)
        assert (welcome.worker, welcome.enrolled, welcome.revoked) == ("ava", True, False)
        assert (welcome.seq, welcome.seq_chain) == (2, chain(pc.said[-1]))
        assert welcome.at.tzinfo is not None
        assert [(head.stream, head.head, head.write) for head in welcome.streams] == [
            ("front-door", 0, True), ("night", 2, True),
        ]  # fmt: skip
        assert welcome.streams[1].chain == central.pull("night", 0).chain

    def test_a_new_computer_is_told_that_it_is_not_enrolled(self, office: Office) -> None:
        central = office.hire("ava")
        welcome = central.hello(DeviceId("pc-new"))
        assert (welcome.enrolled, welcome.seq, welcome.seq_chain) == (False, 0, b"")

    def test_who_left_is_refused_at_the_next_call(self, office: Office) -> None:
        pc, central = at_desk(office)
        central.push(FRONT_DOOR, pc.notes(1))
        office.disable("ava")
        for question in (
            lambda: central.hello(pc.device), lambda: central.push(FRONT_DOOR, pc.said),
            lambda: central.pull(FRONT_DOOR, 0), lambda: central.proofs(FRONT_DOOR, [1]),
            central.devices, lambda: central.enrol(pc.key),
        ):  # fmt: skip
            with pytest.raises(CentralRefuses):
                question()

    # -- rights -------------------------------------------------------------------------------------------

    def test_a_stream_is_read_by_those_it_was_granted_to(self, office: Office) -> None:
        pc, central = at_desk(office, "ava", "restricted")
        central.push("restricted", pc.notes(1, stream="restricted"))
        reader = office.hire("ben", "front-door", reads=("restricted",))
        assert len(whole(reader, "restricted")) == 1
        assert [(head.stream, head.write) for head in reader.hello(DeviceId("x")).streams] == [
            ("front-door", True), ("restricted", False),
        ]  # fmt: skip
        stranger = office.hire("cy")
        for stream in ("restricted", "no-such-stream"):
            with pytest.raises(CentralRefuses):
                stranger.pull(stream, 0)

    def test_who_lost_a_stream_still_sees_whether_it_is_there(self, office: Office) -> None:
        pc, central = at_desk(office, "ava", "night")
        central.push("night", pc.notes(2, stream="night"))
        proofs = central.proofs("night", [1, 2])
        office.ungrant("ava", "night")
        assert central.proofs("night", [1, 2]) == proofs
        assert central.hello(pc.device).streams == ()
        with pytest.raises(CentralRefuses):
            central.pull("night", 0)
        assert reasons(central.push("night", [pc.note(stream="night")])) == [Reason.NOT_GRANTED]

    def test_what_somebody_may_not_write_is_kept_for_a_supervisor(self, office: Office) -> None:
        pc, central = at_desk(office, "ava", "night")
        for stream in ("front-door", "no-such-stream"):
            (entry,) = pc.notes(1, stream=stream)
            (answer,) = central.push(stream, [entry])
            assert (answer.verdict, answer.reason) == (KEPT, Reason.NOT_GRANTED)
            assert office.quarantine()[entry.id] == "not granted"

    # -- what must not hold up the rest (S07) -------------------------------------------------------------

    @pytest.mark.parametrize(
        ("spoil", "reason"),
        [
            ({"body": b'{"text":"\xff"}'}, Reason.UNREADABLE),
            ({"body": b'{"text":"\0"}'}, Reason.UNREADABLE),
            ({"kind": "No\0te"}, Reason.UNREADABLE),
            ({"contact": "c 1"}, Reason.UNREADABLE),
            ({"author": "\ud800"}, Reason.UNREADABLE),
            ({"recorded": 2**70}, Reason.UNREADABLE),
        ],
    )
    def test_one_entry_that_cannot_be_kept_does_not_hold_up_the_others(
        self, office: Office, spoil: dict[str, object], reason: Reason
    ) -> None:
        pc, central = at_desk(office)
        entries = pc.notes(101)
        bad = msgspec.structs.replace(entries[50], **spoil)
        if isinstance(spoil.get("body"), bytes):
            bad = pc.say("NoteMade", bad.body)
        entries[50] = bad
        answers = central.push(FRONT_DOOR, entries)
        assert [answer.verdict for answer in answers].count(OK) == 100
        assert (answers[50].verdict, answers[50].reason) == (KEPT, reason)
        assert [entry.id for entry in whole(central)] == [e.id for e in entries if e is not bad]
        if "body" in spoil:  # what is no text at all may have to stay where it was written
            assert office.quarantine() == {bad.id: "unreadable"}

    @pytest.mark.parametrize(
        "change",
        [
            {"body": b'{"text":"Something else."}'},
            {"salt": b"another"},
            {"digest": b"\1" * 32},
        ],
    )
    def test_words_that_do_not_fit_their_digest_are_kept_apart(
        self, office: Office, change: dict[str, bytes]
    ) -> None:
        pc, central = at_desk(office)
        entry = msgspec.structs.replace(pc.note(), **change)
        (answer,) = central.push(FRONT_DOOR, [entry])
        assert (answer.verdict, answer.reason) == (KEPT, Reason.ALTERED)
        assert office.quarantine() == {entry.id: "altered"}
        assert said(central.push(FRONT_DOOR, pc.said)) == [(OK, 1)]

    def test_a_damaged_copy_of_what_is_there_changes_nothing(self, office: Office) -> None:
        pc, central = at_desk(office)
        entry, bare = pc.notes(2)
        central.push(FRONT_DOOR, [entry, msgspec.structs.replace(bare, body=None, salt=b"")])
        damaged = [msgspec.structs.replace(each, body=b'{"text":"Other."}') for each in (entry, bare)]
        assert said(central.push(FRONT_DOOR, damaged)) == [(DUP, 1), (DUP, 2)]
        assert [each.body for each in whole(central)] == [entry.body, None]

    def test_an_entry_that_is_too_long_is_kept_apart(self, office: Office) -> None:
        pc, central = at_desk(office)
        entry = pc.say("NoteMade", b'"' + b"x" * MOST_BYTES + b'"')
        (answer,) = central.push(FRONT_DOOR, [entry])
        assert (answer.verdict, answer.reason) == (KEPT, Reason.TOO_LONG)
        assert office.quarantine() == {entry.id: "too long"}
        assert whole(central) == []

    def test_an_entry_that_no_call_can_carry_does_not_hold_up_the_others(self, office: Office) -> None:
        pc, central = at_desk(office)
        early, long, late = pc.note(), pc.say("NoteMade", b"x" * 4 * MOST_BYTES + b"x"), pc.note()
        assert said(central.push(FRONT_DOOR, [early])) == [(OK, 1)]
        (answer,) = central.push(FRONT_DOOR, [long])
        assert (answer.verdict, answer.reason) == (KEPT, Reason.TOO_LONG)
        assert said(central.push(FRONT_DOOR, [late])) == [(OK, 2)]

    # -- how much one call may carry ----------------------------------------------------------------------

    def test_more_entries_than_one_call_may_carry_are_refused_whole(self, office: Office) -> None:
        pc, central = at_desk(office)
        entries = pc.notes(MOST_ENTRIES + 1)
        with pytest.raises(CentralOdd):
            central.push(FRONT_DOOR, entries)
        assert whole(central) == []
        assert office.quarantine() == {}
        assert len(central.push(FRONT_DOOR, entries[1:])) == MOST_ENTRIES

    def test_more_words_than_one_call_may_carry_are_refused_whole(self, office: Office) -> None:
        pc, central = at_desk(office)
        half = MOST_BYTES // 2
        entries = [pc.say("NoteMade", b"x" * many) for many in (half, half, half + 1)]
        with pytest.raises(CentralOdd):
            central.push(FRONT_DOOR, entries[1:])
        assert whole(central) == []
        assert said(central.push(FRONT_DOOR, entries[:2])) == [(OK, 1), (OK, 2)]
        assert said(central.push(FRONT_DOOR, entries[2:])) == [(OK, 3)]

    def test_a_name_that_no_stream_can_have_is_refused(self, office: Office) -> None:
        pc, central = at_desk(office)
        with pytest.raises(CentralOdd):
            central.push("n" * 64, [pc.note(stream="n" * 64)])
        assert office.quarantine() == {}
        longest = "n" * 63
        assert reasons(central.push(longest, [pc.note(stream=longest)])) == [Reason.NOT_GRANTED]

    def test_more_proofs_than_one_call_may_carry_are_refused(self, office: Office) -> None:
        pc, central = at_desk(office)
        central.push(FRONT_DOOR, pc.notes(2))
        with pytest.raises(CentralOdd):
            central.proofs(FRONT_DOOR, range(1, MOST_ENTRIES + 2))
        assert len(central.proofs(FRONT_DOOR, range(1, MOST_ENTRIES + 1))) == 2

    def test_another_entry_with_the_same_identity_is_a_clash(self, office: Office) -> None:
        pc, central = at_desk(office)
        first = pc.note()
        other = msgspec.structs.replace(computer("ava").note("Something else."), id=first.id)
        central.push(FRONT_DOOR, [first])
        (answer,) = central.push(FRONT_DOOR, [other])
        assert (answer.verdict, answer.position) == (CLASH, None)
        assert office.quarantine() == {first.id: "clash"}
        assert ("clash", first.id) in office.alarms()
        assert same_but_place(whole(central)) == [first]

    # -- computers ----------------------------------------------------------------------------------------

    def test_the_keys_of_computers_are_told_to_everybody(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, _ = at_desk(office, "ben")
        assert set(central.devices()) == {ava.key, ben.key}

    def test_a_known_computer_keeps_its_key_and_its_owner(self, office: Office) -> None:
        pc, central = at_desk(office, "ava")
        other = office.hire("ben")
        central.enrol(DeviceKey(pc.device, pc.worker, b"k" * 32))
        other.enrol(DeviceKey(pc.device, AuthorId("ben"), b"k" * 32))
        assert central.devices() == (pc.key,)

    def test_anybody_may_hand_over_what_somebody_else_wrote(self, office: Office) -> None:
        ava, _ = at_desk(office, "ava")
        _, ben = at_desk(office, "ben")
        assert said(ben.push(FRONT_DOOR, ava.notes(2))) == [(OK, 1), (OK, 2)]

    def test_nobody_writes_in_another_name(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        office.hire("ben")
        forged = computer("ben", ava.device).note("I agree.")
        (answer,) = central.push(FRONT_DOOR, [forged])
        assert (answer.verdict, answer.reason) == (KEPT, Reason.NOT_YOURS)

    def test_what_an_unknown_computer_wrote_waits_until_it_is_enrolled(self, office: Office) -> None:
        ava, ben = computer("ava"), office.hire("ben")
        entries = ava.notes(3)
        assert reasons(ben.push(FRONT_DOOR, entries)) == [Reason.UNKNOWN_DEVICE] * 3
        office.hire("ava").enrol(ava.key)
        assert same_but_place(whole(ben)) == entries
        assert office.quarantine() == {}
        assert said(ben.push(FRONT_DOOR, entries)) == [(DUP, 1), (DUP, 2), (DUP, 3)]

    def test_a_claim_about_anothers_computer_counts_when_a_supervisor_agrees(self, office: Office) -> None:
        ava, ben = computer("ava"), office.hire("ben")
        office.hire("ava")
        entries = ava.notes(2)
        ben.push(FRONT_DOOR, entries)
        ben.enrol(ava.key)
        ben.enrol(ava.key)
        assert ben.devices() == ()
        assert whole(ben) == []
        office.agree(ava.device)
        assert ben.devices() == (ava.key,)
        assert same_but_place(whole(ben)) == entries

    def test_a_copied_file_loses_nothing_and_is_told(self, office: Office) -> None:
        pc, central = at_desk(office)
        pc.notes(2)
        central.push(FRONT_DOOR, pc.said)
        copy = pc.copy()
        mine, theirs = pc.note("Mine."), copy.note("Theirs.")
        assert [answer.forked for answer in central.push(FRONT_DOOR, [mine])] == [False]
        for verdict in (OK, DUP):
            (answer,) = central.push(FRONT_DOOR, [theirs])
            assert (answer.verdict, answer.position, answer.forked) == (verdict, 4, True)
        assert ("fork", theirs.id) in office.alarms()
        assert {mine.id, theirs.id} <= {entry.id for entry in whole(central)}

    def test_two_copies_in_one_batch_are_told_too(self, office: Office) -> None:
        pc, central = at_desk(office)
        copy = pc.copy()
        answers = central.push(FRONT_DOOR, [pc.note("Mine."), copy.note("Theirs.")])
        assert [(answer.verdict, answer.forked) for answer in answers] == [(OK, False), (OK, True)]

    def test_after_a_lock_out_only_what_came_before_still_goes_in(self, office: Office) -> None:
        pc, central = at_desk(office)
        before = pc.notes(2)
        central.push(FRONT_DOOR, before)
        office.revoke(pc.device)
        assert central.hello(pc.device).revoked
        late = pc.note("Late.")
        (again, kept) = central.push(FRONT_DOOR, [before[1], late])
        assert (again.verdict, kept.verdict, kept.reason) == (DUP, KEPT, Reason.REVOKED)
        assert office.release(late.id) == "ok"
        assert same_but_place(whole(central)) == [*before, late]

    # -- roles --------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("kind", sorted(ACTS_OF_MANAGERS))
    def test_an_act_of_a_manager_by_somebody_else_waits_for_a_supervisor(
        self, office: Office, kind: str
    ) -> None:
        ava, central = computer("ava"), office.hire("ava", manager=False)
        central.enrol(ava.key)
        batch = [ava.note(), ava.say(kind, b'{"target": "t"}'), ava.note("After it.")]
        answers = [*central.push(FRONT_DOOR, batch[:1]), *central.push(FRONT_DOOR, batch[1:])]
        assert said(answers) == [(OK, 1), (KEPT, None), (OK, 2)]
        assert reasons(answers) == [None, Reason.ROLE, None]
        assert office.quarantine() == {batch[1].id: "role"}
        assert same_but_place(whole(central)) == [batch[0], batch[2]]

    def test_a_supervisor_may_let_it_in_all_the_same(self, office: Office) -> None:
        ava, central = computer("ava"), office.hire("ava", manager=False)
        central.enrol(ava.key)
        signed = ava.say("SignedOff", b"{}")
        central.push(FRONT_DOOR, [signed])
        assert office.release(signed.id) == "ok"
        assert (office.quarantine(), same_but_place(whole(central))) == ({}, [signed])
        assert said(central.push(FRONT_DOOR, [signed])) == [(DUP, 1)]

    def test_who_hands_an_act_of_a_manager_over_does_not_matter(self, office: Office) -> None:
        ben, _theirs = at_desk(office, "ben")
        central = office.hire("ava", manager=False)
        assert said(central.push(FRONT_DOOR, [ben.say("SignedOff", b"{}")])) == [(OK, 1)]

    # -- erasing ------------------------------------------------------------------------------------------

    def test_two_people_erase_the_words_and_leave_the_chain(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret = ava.note("Ninety Larch Row.")
        central.push(FRONT_DOOR, [secret])
        theirs.push(FRONT_DOOR, [ben.agree(secret.id)])
        assert said(central.push(FRONT_DOOR, [ava.redact(secret.id)])) == [(OK, 3)]
        (first, *_) = whole(theirs)
        assert (first.body, first.salt) == (None, b"")
        assert chain(first) == chain(secret)

    def test_erased_words_do_not_come_back(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret, unsent = ava.notes(2)
        central.push(FRONT_DOOR, [secret])
        theirs.push(FRONT_DOOR, [ben.agree(secret.id), ben.agree(unsent.id)])
        central.push(FRONT_DOOR, [ava.redact(secret.id), ava.redact(unsent.id)])
        assert said(theirs.push(FRONT_DOOR, [secret, unsent])) == [(DUP, 1), (OK, 6)]
        assert [entry.body for entry in whole(central) if entry.id in (secret.id, unsent.id)] == [None, None]

    def test_one_person_erases_nothing(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        at_desk(office, "ben")
        secret = ava.note("Ninety Larch Row.")
        alone = [secret, ava.redact(secret.id), ava.agree(secret.id), ava.redact(secret.id)]
        answers = central.push(FRONT_DOOR, alone)
        assert [answer.verdict for answer in answers] == [OK, KEPT, OK, KEPT]
        assert reasons(answers) == [None, Reason.ERASURE, None, Reason.ERASURE]
        assert whole(central)[0].body == secret.body

    def test_an_agreement_is_for_one_entry_of_one_contact(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret, other = ava.note(), ava.note("Another.", contact=ContactId("c-2"))
        central.push(FRONT_DOOR, [secret, other])
        # Agreed: one of this contact, and one that is of another contact than it says.
        theirs.push(FRONT_DOOR, [ben.agree(secret.id), ben.agree(other.id)])
        wrong = [
            ava.redact(other.id),
            ava.redact(secret.id, contact=ContactId("c-2")),
            ava.redact(EntryId("x")),
        ]
        assert reasons(central.push(FRONT_DOOR, wrong)) == [Reason.ERASURE] * 3
        assert all(entry.body for entry in whole(central))

    def test_that_words_were_erased_is_never_erased(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret = ava.note()
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        central.push(FRONT_DOOR, [secret])
        theirs.push(FRONT_DOOR, [agreed])
        central.push(FRONT_DOOR, [redacted])
        theirs.push(FRONT_DOOR, [ben.agree(redacted.id), ben.agree(agreed.id)])
        again = [ava.redact(redacted.id), ava.redact(agreed.id)]
        assert reasons(central.push(FRONT_DOOR, again)) == [Reason.ERASURE] * 2

    def test_erasing_inside_a_batch_happens_in_its_order(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret = ava.note("Ninety Larch Row.")
        first = [*ben.notes(20), ben.agree(secret.id), *ben.notes(2)]
        batch = [*ava.notes(20), secret, ava.redact(secret.id), *ava.notes(3)]
        theirs.push(FRONT_DOOR, first)
        assert said(central.push(FRONT_DOOR, batch)) == [(OK, n) for n in range(24, 49)]
        assert [entry.id for entry in whole(central)] == [entry.id for entry in (*first, *batch)]
        assert [entry.id for entry in whole(central) if entry.body is None] == [secret.id]

    def test_what_erases_says_what(self, office: Office) -> None:
        pc, central = at_desk(office)
        entry = pc.agree(EntryId("x"))
        bare = msgspec.structs.replace(entry, body=None, salt=b"")
        assert reasons(central.push(FRONT_DOOR, [bare])) == [Reason.ERASURE]
        assert said(central.push(FRONT_DOOR, [entry])) == [(OK, 1)]

    def test_one_person_cannot_forge_the_two_who_erase(self, office: Office) -> None:
        ava, _ = at_desk(office, "ava")
        ben, _ = at_desk(office, "ben")
        cy, forger = at_desk(office, "cy")
        secret = ava.note("Ninety Larch Row.")
        pair = [ben.agree(secret.id), ava.redact(secret.id)]
        # They are in the stream, for readers to judge; nothing is emptied, however often they come.
        assert said(forger.push(FRONT_DOOR, [secret, *pair])) == [(OK, 1), (OK, 2), (OK, 3)]
        assert said(forger.push(FRONT_DOOR, pair)) == [(DUP, 2), (DUP, 3)]
        assert ("erasure waits", pair[1].id) in office.alarms()
        # Their own word is one of the two, and again only one.
        other = ava.note("Another.")
        mixed = [other, cy.agree(other.id), ava.redact(other.id)]
        assert [answer.verdict for answer in forger.push(FRONT_DOOR, mixed)] == [OK] * 3
        assert all(entry.body for entry in whole(forger))

    def test_words_go_when_both_have_handed_over_what_they_said(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        _, relay = at_desk(office, "cy")
        secret = ava.note("Ninety Larch Row.")
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        relay.push(FRONT_DOOR, [secret, agreed, redacted])
        assert central.hello(ava.device).streams[0].awaited == (redacted.id,)
        assert theirs.hello(ben.device).streams[0].awaited == (agreed.id,)
        assert said(central.push(FRONT_DOOR, [redacted])) == [(DUP, 3)]
        assert central.hello(ava.device).streams[0].awaited == ()
        assert whole(central)[0].body == secret.body
        assert said(theirs.push(FRONT_DOOR, [agreed])) == [(DUP, 2)]
        assert theirs.hello(ben.device).streams[0].awaited == ()
        assert [entry.body is None for entry in whole(central)] == [True, False, False]
        assert said(relay.push(FRONT_DOOR, [secret])) == [(DUP, 1)]
        assert whole(central)[0].body is None

    def test_a_copy_with_other_words_vouches_for_what_is_there_only(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        secret, other = ava.note("Ninety Larch Row."), ava.note("Keep this.")
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        theirs.push(FRONT_DOOR, [secret, other, agreed, redacted])
        words = msgspec.json.encode({"authority": "None", "because": "None.", "target": other.id})
        central.push(FRONT_DOOR, [msgspec.structs.replace(redacted, body=words)])
        assert [entry.body is None for entry in whole(central)[:2]] == [True, False]

    def test_nobody_vouches_by_making_their_computer_known(self, office: Office) -> None:
        ava, ben = computer("ava"), computer("ben")
        office.hire("ava")
        _, forger = at_desk(office, "cy")
        secret = ava.note("Ninety Larch Row.")
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        forger.push(FRONT_DOOR, [secret, agreed, redacted])
        office.hire("ben").enrol(ben.key)
        office.central("ava").enrol(ava.key)
        forger.push(FRONT_DOOR, [agreed, redacted])
        assert len(whole(forger)) == 3
        assert all(entry.body for entry in whole(forger))

    def test_a_third_person_confirms_what_waits(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, theirs = at_desk(office, "ben")
        _, relay = at_desk(office, "cy")
        secret = ava.note("Ninety Larch Row.")
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        relay.push(FRONT_DOOR, [secret, agreed, redacted])
        assert not office.confirm_erasure(EntryId("no-such-entry"), "dee")
        assert not office.confirm_erasure(agreed.id, "dee")
        for one_of_them in ("ava", "ben", "cy"):  # nor whoever brought it here
            assert not office.confirm_erasure(redacted.id, one_of_them)
        assert whole(central)[0].body == secret.body
        assert office.confirm_erasure(redacted.id, "dee")
        assert whole(theirs)[0].body is None
        assert said(relay.push(FRONT_DOOR, [secret])) == [(DUP, 1)]
        assert whole(theirs)[0].body is None

    def test_who_brought_only_what_its_author_vouched_for_may_confirm(self, office: Office) -> None:
        ava, central = at_desk(office, "ava")
        ben, _ = at_desk(office, "ben")
        _, cy = at_desk(office, "cy")
        _, dee = at_desk(office, "dee")
        secret = ava.note("Ninety Larch Row.")
        agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
        cy.push(FRONT_DOOR, [secret, agreed])
        dee.push(FRONT_DOOR, [redacted])
        central.push(FRONT_DOOR, [redacted])
        assert not office.confirm_erasure(redacted.id, "cy")
        assert office.confirm_erasure(redacted.id, "dee")
        assert whole(central)[0].body is None

    def test_a_skeleton_is_kept_and_gets_its_words_later(self, office: Office) -> None:
        pc, central = at_desk(office)
        entry = pc.note()
        bare = msgspec.structs.replace(entry, body=None, salt=b"")
        assert said(central.push(FRONT_DOOR, [bare])) == [(OK, 1)]
        assert ("wordless", entry.id) in office.alarms()
        assert said(central.push(FRONT_DOOR, [entry])) == [(DUP, 1)]
        assert same_but_place(whole(central)) == [entry]

    def test_an_unknown_kind_is_kept_byte_for_byte(self, office: Office) -> None:
        pc, central = at_desk(office)
        entry = pc.say("FromTheFuture", b'{"b":1,  "a":1, "a":2.0}')
        central.push(FRONT_DOOR, [entry])
        assert whole(central)[0].body == entry.body


# -- a first sync -----------------------------------------------------------------------------------------------


def test_nothing_is_packed_until_somebody_packs(office: Office) -> None:
    """A file never packs; a database answers that there is nothing, and nothing of what one may not read."""
    pc, central = at_desk(office, "ava")
    central.push(FRONT_DOOR, pc.notes(3))
    assert (central.packed(FRONT_DOOR, 0) if isinstance(central, Packs) else ()) == ()

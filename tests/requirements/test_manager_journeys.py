"""Practice contacts that would have gone wrong, by keyboard: what a manager is shown and cannot pass over."""

from __future__ import annotations

from tests.requirements.house import House
from tests.requirements.steps import for_sign_off, go_to
from tests.tour.meeting import VOICES
from ui.screens.sign_off import SignOffScreen
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.contact import Stage

NO_HARM = "He is seen by staff each day, and they told us of nothing else."


def test_r11_r18_r23_a_stamp_is_not_a_sign_off(house: House) -> None:
    contact = house.contact("R11")
    walker = house.sits("Bola Mensah")
    for_sign_off(walker, "ROBSON, Lily")
    for words in (
        "Reasons say “No previous concerns”",  # R18
        "The record shows 3 earlier contacts",
        "The same words for Lily and Jack",  # R23
        "Health visitor: not asked and no reason",
        "GP: not asked and no reason",
        "No support was offered",  # R20
    ):
        walker.must_see(words)
    walker.push("Agree and sign off")
    walker.must_see("answers to go")
    assert house.file(contact).stage is Stage.WITH_MANAGER
    walker.press("F8")
    walker.choose("Send back for this")
    walker.fill("What should the worker do?", "Ask the health visitor, and say what she tells you.")
    walker.fill("Your words", "Three contacts are not mentioned.")
    walker.press("Ctrl+Return")
    walker.must_see("sent to")
    assert house.file(contact).stage is Stage.SENT_BACK


def test_r25_the_facts_are_decided_on_before_the_workers_view_is_shown(house: House) -> None:
    contact = house.contact("R25")
    walker = house.sits("Bola Mensah")
    for_sign_off(walker, "CHEN, Leo")
    walker.must_see("Hidden until you have decided")
    assert "no further action" not in _facts(walker.window.findChild(SignOffScreen))
    walker.press("F8", "Space")
    walker.fill("Why?", "His mother is downstairs with a bell, and has changed what worried school.")
    walker.press("Ctrl+Return")
    walker.must_see("You and the worker decided the same")
    assert house.file(contact).log(kinds.DecidedFirst)


def _facts(screen: SignOffScreen | None) -> str:
    assert screen is not None
    return " ".join(w.text() for w in screen.facts.findChildren(Words)).casefold()


def test_r26_r20_the_same_issue_again_without_an_offer(house: House) -> None:
    contact = house.contact("R26")
    walker = house.sits("Bola Mensah")
    for_sign_off(walker, "GRANT, Kai")
    if "Hidden until you have decided" in walker.visible_words():
        walker.press("F8", "Space")
        walker.fill("Why?", "Third night out in six months, and nobody has asked where.")
        walker.press("Ctrl+Return")
    walker.must_see("The same issue as on 15\u00a0Sep\u00a02026")
    walker.must_see("no offer is recorded")
    walker.must_see("Out at night again, and nobody knows where.")
    walker.must_see("No further action with 3 contacts in 12 months")
    walker.must_see("No support was offered")
    walker.push("Agree and sign off")
    walker.must_see("to go")
    assert house.file(contact).stage is Stage.WITH_MANAGER


def test_r24_what_came_after_the_signature_is_read_before_it_counts_again(house: House) -> None:
    contact = house.contact("R24")
    walker = house.sits("Graham Tulley")
    for_sign_off(walker, "LLEWELLYN, Carys")
    walker.must_see("he is staying until Christmas")
    assert house.file(contact).stage is Stage.WITH_MANAGER


def test_r16_back_from_early_help_is_in_the_managers_queue_by_itself(house: House) -> None:
    contact = house.contact("R16")
    walker = house.sits("Bola Mensah")
    walker.must_see("NGUYEN, Bao")
    walker.must_see("Back from early help")
    assert house.open(contact).back


def test_r13_given_back_and_not_answered_it_is_in_the_queue_late(house: House) -> None:
    contact = house.contact("R13")
    walker = house.sits("Mairi Lyle")
    walker.must_see("TINDALL, Rory")
    go_to(walker, "tindall", "TINDALL, Rory")
    walker.must_see("No answer")
    file = house.file(contact)
    assert file.stage is Stage.RETURNED
    assert [o.body.outcome for o in file.outcomes] == ["O08"], "it never counts as no further action"


def test_r13_given_back_again_only_with_a_reason_after_a_try_and_seen_by_a_manager(house: House) -> None:
    contact = house.contact("R13")
    walker = house.sits("Mairi Lyle")
    go_to(walker, "tindall", "TINDALL, Rory")
    walker.press("Alt+1")
    walker.push("They answered")
    walker.type("Attendance is for your records. We have no worry.")
    walker.press("Ctrl+Return")
    walker.must_see("The Viaduct School answered")
    assert house.file(contact).stage is Stage.OPEN, "an answer brings it back"
    walker.press("Ctrl+K")
    walker.type("send them the q")
    walker.press("Return")
    walker.choose("Give it back")
    walker.press("Ctrl+Return")
    walker.must_see("Say why nothing here points to harm. A manager reads it.")
    assert house.file(contact).stage is Stage.OPEN
    walker.type(NO_HARM)
    walker.press("Ctrl+Return")
    walker.must_see("Goes back to The Viaduct School, not decided")
    walker.press("Ctrl+Return")
    walker.wait_for(lambda: house.file(contact).stage is Stage.WITH_MANAGER, "a manager has it")
    walker = house.sits("Bola Mensah")
    for_sign_off(walker, "TINDALL, Rory")
    walker.must_see(NO_HARM)
    assert [o.body.outcome for o in house.file(contact).outcomes] == ["O08"]


def test_r14_four_named_voices_one_decision_and_who_did_not_agree(house: House) -> None:
    walker = house.sits("Bola Mensah")
    walker.press("Ctrl+5")
    walker.must_see("Meeting view: addresses and phones hidden")
    for who, said, level in VOICES:
        walker.type(who)
        walker.press("Tab")
        walker.type(said)
        walker.press("Tab", *["Right"] * (level - 1), "Space", "Tab")
    walker.tab_to("Manager: What matters most")
    walker.type("Nobody has asked the children.")
    walker.press("Tab", "Right", "Right", "Space")
    walker.choose("Assessment")
    walker.fill("Why", "Nobody would have noticed.")
    walker.choose("Police")
    walker.type("We would hold a strategy discussion today.")
    walker.press("Ctrl+Return")
    walker.must_see("on record as evidence")

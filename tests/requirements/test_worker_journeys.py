"""Practice contacts that would have gone wrong, by keyboard: what a worker is stopped at, and how it ends well."""

from __future__ import annotations

from tests.requirements.house import House
from tests.requirements.steps import check_and_send, choose_for_child, go_to, show_whole
from tests.tour.doing import factor
from workstation.domain import kinds
from workstation.practice.vignettes import POLICE_NOTIFICATION as ELLIE


def test_r7_r18_history_is_weighed_in_own_words_or_it_goes_nowhere(house: House) -> None:
    contact = house.contact("R7")
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "farrow ell", "FARROW, Ellie")
    check_and_send(walker)
    walker.must_see("Say what the history tells you.")
    walker.press("Alt+3")
    walker.tab_to("Earlier contacts")
    walker.press("Down", "Ctrl+L")
    walker.choose("It raises my worry")
    copied = house.open(contact).past.facts[0].headline
    walker.fill("Say why, in your own words", copied)
    check_and_send(walker)
    walker.must_see("Your why repeats what the record says. Say what it means for Ellie and Jayden.")
    walker.press("Alt+3")
    walker.tab_to("Say why, in your own words")
    walker.press("Ctrl+A")
    walker.type(ELLIE.why)
    walker.press("Tab")
    assert not [g for g in house.open(contact).blocks if g.step == 3]


def test_r19_an_answer_against_the_record_has_to_be_put_into_words(house: House) -> None:
    contact = house.contact("R19")
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "farrow ell", "FARROW, Ellie")
    walker.press("Alt+6")
    walker.tab_to("Yes: Domestic abuse, Mr Stokes")
    factor(walker, "Y", "Northbridge Police")
    factor(walker, "N", "Northbridge Police")
    walker.must_see("Last time (09")
    liam = next(a.person for a in house.file(contact).adults if a.name.family == "Stokes")
    place = f"in_spite:{liam}:alcohol"
    assert place in [g.place for g in house.open(contact).warnings], "the manager would read it"
    walker.type(ELLIE.different_now)
    walker.press("Tab")
    said = house.file(contact).factor(liam, "alcohol")
    assert said is not None
    assert said.body.in_spite == ELLIE.different_now
    assert place not in [g.place for g in house.open(contact).warnings]


def test_r8_an_agency_without_answer_or_reason_stops_it_and_filler_words_reach_the_manager(
    house: House,
) -> None:
    contact = house.contact("R8")
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "hussain", "HUSSAIN, Zayn")
    check_and_send(walker)
    walker.must_see("School nurse: not asked and no reason. Ask, or say why it is not needed.")
    walker.must_see("GP: no reply")
    walker.press("Alt+4")
    walker.push("Going ahead, because… GP")
    walker.type("n/a")
    walker.push("Save this reason")
    shown = house.open(contact)
    assert not any(g.place == "agency:gp" for g in shown.blocks), "no length is asked for"
    check_and_send(walker)
    show_whole(walker)
    walker.must_see("“n/a” is no reason.")


def test_r9_each_parent_is_asked_for_by_name(house: House) -> None:
    contact = house.contact("R9")
    walker = house.sits("Mairi Lyle")
    go_to(walker, "sadiq", "SADIQ, Hana")
    check_and_send(walker)
    walker.must_see("Mrs Sadiq: not told and no reason.")
    walker.must_see("Mr Sadiq: not told and no reason.")
    walker.press("Alt+5")
    walker.tab_to("SADIQ, Yusuf")
    walker.press("Return")
    walker.choose("No – telling him would put someone at risk")
    walker.choose("Somebody else could be hurt")
    walker.fill("Why?", "He keeps her phone, and his brother speaks for her.")
    walker.press("Tab")
    left = [g.words for g in house.open(contact).blocks if g.step == 5]
    assert any("Mrs Sadiq" in words for words in left)
    assert not any("Mr Sadiq: not told" in words for words in left)
    assert any("Ask a manager first" in words for words in left), "nobody is left out without a manager"


def test_r15_what_the_notification_leaves_out_is_named_asked_and_timed(house: House) -> None:
    contact = house.contact("R15")
    walker = house.sits("Mairi Lyle")
    go_to(walker, "sadiq", "SADIQ, Hana")
    walker.must_see("Not in this notification")
    walker.push("Ask police")
    walker.must_see("Ask police again")
    states = {s.body.question_id: s.body.state for s in house.file(contact).log(kinds.Answered)}
    assert "asked" in states.values()


def test_r12_without_a_worry_and_a_wish_it_does_not_end_as_no_further_action(house: House) -> None:
    contact = house.contact("R12")
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "nguyen", "NGUYEN, Bao")
    choose_for_child(walker, "No further action")
    check_and_send(walker)
    asked = [g.words for g in house.open(contact).blocks if g.step == 1]
    assert len(asked) >= 2
    for words in asked:
        walker.must_see(words)
    walker.press("Alt+1")
    walker.push("They did not say: What are they most worried will happen?")
    walker.push("They did not say: What do they want us to do?")
    check_and_send(walker)
    walker.must_see("They did not say: “What do you want us to do?” Ask them back before this ends as")
    walker.press("Alt+1")
    walker.fill("What are they most worried will happen?", "That they sleep in the shop.")
    walker.fill("What do they want us to do?", "Look at the housing with us.")
    walker.press("Tab")
    assert not [g for g in house.open(contact).blocks if g.step == 1 and "question" in g.place]


def test_r20_nothing_offered_travels_to_the_manager_with_domestic_abuse_there(house: House) -> None:
    walker = house.sits("Rukhsana Shah")
    go_to(walker, "farrow ell", "FARROW, Ellie")
    walker.press("Alt+6")
    walker.tab_to("Yes: Domestic abuse, Ms Farrow")
    factor(walker, "Y", "Northbridge Police")
    choose_for_child(walker, "The same outcome for both children")
    walker.choose("No further action")
    walker.press("Ctrl+Return")
    walker.must_see("Check and send to a manager")
    show_whole(walker)
    walker.must_see("No support was offered, and domestic abuse and alcohol are there")
    walker.must_see("What will be different for Ellie next time?")

"""How clear a referral is, what points to harm, and the way back (requirements R12 and R13)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.pasts import NOW, ago, facts
from tests.domain.telling import (
    ELLIE,
    JAYDEN,
    MENSAH,
    MORNING,
    SHAH,
    Teller,
    police_contact,
    settle_everything,
)
from workstation.domain import checks, clarity, clocks, gates, harm, kinds, signs, way_back
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import Stage
from workstation.domain.entries import Entry
from workstation.domain.kinds import Body
from workstation.domain.not_told import not_told
from workstation.domain.past import Fact, Past
from workstation.guidebook.clarity import clarity_book, read
from workstation.guidebook.guide import guide

GUIDE = guide()
BOOK = clarity_book()
NOTHING = Past()
FLAGGED = Past(facts=(Fact(rule="HR1", tone="danger", headline="Third contact in 12 months."),))
DAYS = WorkingDays()
QUESTIONS = [ask.id for item in BOOK.items for ask in item.asks]


def school(words: str = "Ringing about Kayden.", *said: Body, channel: str = "phone") -> Teller:
    """A school that says next to nothing."""
    teller = Teller()
    teller.say(kinds.Received(number="C26-18412-K", channel=channel, source="2A", words=words))
    teller.say(kinds.ReferrerNamed(name="Jo Whittle", agency="Mill Lane Primary", phone="0191 498 0142"))
    for body in said:
        teller.say(body)
    return teller


def child(**more: object) -> kinds.ChildNamed:
    return kinds.ChildNamed(person=ELLIE, name=kinds.Name("Merrick", "Kayden"), **more)  # type: ignore[arg-type]


def state_of(teller: Teller, item: str) -> tuple[str, str]:
    found = clarity.clarity(teller.file(), GUIDE)
    return next((f.state, f.shows) for f in found.findings if f.item.id == item)


def asked(
    way: Literal["clarify", "return"] = "clarify", *items: str, at: datetime = MORNING
) -> kinds.ReferrerAsked:
    return kinds.ReferrerAsked(
        way=way, items=items or ("wanted",), due=clocks.reply_due(at, DAYS), no_harm="Attendance alone."
    )


def answer(teller: Teller, body: Body, to: Entry) -> Entry:
    return teller.say(body, answers=(to.id,))


# -- the twelve ----------------------------------------------------------------------------------------------------


def test_twelve_items_and_each_question_has_words() -> None:
    assert len(BOOK.items) == 12
    assert all(clarity.ask_words(GUIDE, one).endswith(("?", ".")) for one in QUESTIONS)
    assert set(clarity.ALWAYS) <= set(QUESTIONS)


def test_a_book_with_a_question_twice_is_refused() -> None:
    twice = (
        'edition = "x"\nitems = [{id="a", words="a", asks=[{id="q"}]}, {id="b", words="b", asks=[{id="q"}]}]'
    )
    with pytest.raises(ValueError, match="question more than once: q"):
        read(twice)


def test_a_bare_call_is_told_nothing_and_says_so_in_words() -> None:
    found = clarity.clarity(school().file(), GUIDE)
    assert found.told == ()
    assert found.words == f"Unclear: {len(found.gaps)} questions open"
    assert [gap.id for gap in found.gaps][:2] == ["worried", "wanted"]
    assert {gap.id for gap in found.gaps} == set(QUESTIONS)


def test_of_the_police_each_thing_is_asked_once_and_there_is_one_list_of_what_is_open() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-18412-K", channel="notification", source="6", words="Shouting."))
    found = clarity.clarity(teller.file(), GUIDE)
    open_ = [gap.id for gap in found.gaps]
    assert len(open_) == len(set(open_))
    assert set(checks.missing_essentials(teller.file(), GUIDE)) <= set(open_)
    assert {"identity", "since", "known_before"}.isdisjoint(open_), "the police are asked that in other words"
    assert [item.id for item in not_told(teller.file(), GUIDE)] == open_
    assert found.words == f"Unclear: {len(open_)} questions open"
    teller.say(kinds.Answered(question_id="previous", answer="Two in March."))
    teller.say(kinds.Answered(question_id="incident_when", answer="23 Nov 2026 22:40"))
    assert state_of(teller, "history") == ("met", "Two in March.")
    assert state_of(teller, "dates")[0] == "met"


def test_what_was_sent_back_is_asked_in_the_list_of_the_notification_too() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-18412-K", channel="notification", source="6", words="Shouting."))
    back = teller.say(asked("clarify", "weapons", "impact"))
    states = {item.id: (item.state, len(item.asked)) for item in not_told(teller.file(), GUIDE)}
    assert states["weapons"] == states["impact"] == ("asked", 1)
    assert states["dash"] == ("missing", 0)
    answer(teller, kinds.ReferrerReplied(words="A knife."), back)
    assert {i.id: i.state for i in not_told(teller.file(), GUIDE)}["weapons"] == "missing"


def test_no_question_supposes_that_somebody_rings() -> None:
    said = [clarity.ask_words(GUIDE, q.id) for q in GUIDE.questions]
    said += [gap.words for gap in clarity.clarity(school().file(), GUIDE).gaps]
    assert [words for words in said if "ringing" in words.lower()] == []


def test_what_they_did_not_say_is_counted_as_open_and_not_asked_again() -> None:
    file = school("Ringing.", kinds.Answered(question_id="seen", state="did not say")).file()
    found = clarity.clarity(file, GUIDE)
    assert "seen" in {gap.id for gap in found.gaps}
    assert "seen" not in found.to_ask(file)
    assert "worried" in found.to_ask(file)


@pytest.mark.parametrize(
    ("item", "body", "shows"),
    [
        ("identity", child(born=kinds.Born(on=date(2020, 5, 3))), "MERRICK, Kayden"),
        ("address", kinds.AddressRecorded(address="a", lines="1 Sample Street"), "Recorded in step 2."),
        ("address", kinds.AddressRecorded(address="a", lines="1 Sample Street", confidential=True),
         "Recorded, and kept hidden."),
        ("household", kinds.Answered(question_id="who_lives", answer="Mum and a brother."), "Mum and a brother."),
        ("responsibility", kinds.AdultNamed(person=ELLIE, name=kinds.Name("Merrick", "Jo"), responsibility="yes"),
         "MERRICK, Jo"),
        ("worry", kinds.Answered(question_id="worried", answer="He misses meals."), "He misses meals."),
        ("dates", kinds.Answered(question_id="seen", answer="Late since half term."), "“Late since half term.”"),
        ("dates", kinds.Answered(question_id="seen", answer="He was late on 3 May."), "“He was late on 3 May.”"),
        ("dates", kinds.Answered(question_id="seen", answer="Out from 19:00."), "“Out from 19:00.”"),
        ("first_hand", kinds.Answered(question_id="seen", answer="No coat."), "No coat."),
        ("child_voice", kinds.Answered(question_id="child_said", answer="I like it."), "I like it."),
        ("impact", kinds.Answered(question_id="impact", answer="Tired in class."), "Tired in class."),
        ("history", kinds.Answered(question_id="known_before", answer="Nothing."), "Nothing."),
        ("tried", kinds.Answered(question_id="tried", answer="Breakfast club."), "Breakfast club."),
    ],
)  # fmt: skip
def test_each_item_is_worked_out_from_what_the_record_holds(item: str, body: Body, shows: str) -> None:
    assert state_of(school(), item) == ("not met", "")
    assert state_of(school("Ringing.", body), item) == ("met", shows)


def test_the_last_item_needs_both_of_its_answers_and_asks_for_the_one_that_is_missing() -> None:
    teller = school("Ringing.", kinds.Answered(question_id="wanted", answer="See him."))
    found = next(f for f in clarity.clarity(teller.file(), GUIDE).findings if f.item.id == "agreement")
    assert found.state == "not met"
    assert [(gap.id, gap.missing) for gap in found.gaps] == [("parents_told", "whether the parents know")]
    teller.say(kinds.Answered(question_id="parents_told", answer="No"))
    assert state_of(teller, "agreement")[0] == "met"


def test_what_does_not_apply_is_not_missing() -> None:
    unborn = school("Ringing.", child(born=kinds.Born(due=date(2027, 2, 14))))
    assert state_of(unborn, "child_voice") == ("does not apply", "Not born yet.")
    neighbour = Teller()
    neighbour.say(kinds.Received(number="C26-1-A", channel="phone", source="1B", words="Shouting."))
    findings = clarity.clarity(neighbour.file(), GUIDE).findings
    assert [f.item.id for f in findings if f.state == "does not apply"] == ["history", "tried"]


def test_they_did_not_say_is_no_answer() -> None:
    teller = school("Ringing.", kinds.Answered(question_id="impact", state="did not say"))
    assert state_of(teller, "impact") == ("not met", "They did not say.")


def test_a_number_that_is_no_day_shows_no_date() -> None:
    assert state_of(school("10:42 Ringing about Kayden."), "dates")[0] == "not met", "a worker's time stamp"
    assert state_of(school("He is 6 and in year 2, class 2 B. Ring 0191 498 0142."), "dates")[0] == "not met"


@given(st.sets(st.sampled_from(QUESTIONS)))
def test_law_the_gaps_are_exactly_what_was_not_answered(known: set[str]) -> None:
    teller = school("Ringing.", *(kinds.Answered(question_id=q, answer="Said so.") for q in sorted(known)))
    found = clarity.clarity(teller.file(), GUIDE)
    gaps = [gap.id for gap in found.gaps]
    assert len(gaps) == len(set(gaps))
    assert not set(gaps) & known
    assert set(gaps) == set(QUESTIONS) - known


@given(st.lists(st.sampled_from(QUESTIONS), unique=True), st.sampled_from(QUESTIONS))
def test_law_another_answer_never_makes_it_less_clear(known: list[str], more: str) -> None:
    said = [kinds.Answered(question_id=q, answer="Said so.") for q in known]
    before = clarity.clarity(school("Ringing.", *said).file(), GUIDE)
    after = clarity.clarity(
        school("Ringing.", *said, kinds.Answered(question_id=more, answer="Said so.")).file(), GUIDE
    )
    assert {f.item.id for f in before.told} <= {f.item.id for f in after.told}


@given(st.text(max_size=60))
def test_law_signs_are_found_in_any_text_without_failing(text: str) -> None:
    found = signs.first_with([text], BOOK.signs.when)
    assert found == "" or found.startswith("“")
    assert signs.first_with([text], ()) == ""


# -- R12 -----------------------------------------------------------------------------------------------------------


def _closing(teller: Teller) -> list[str]:
    return [g.place for g in gates.blocks(teller.file(), GUIDE, NOTHING) if g.rule in ("G1", "R12")]


@pytest.mark.parametrize("missing", clarity.ALWAYS)
def test_r12_without_worry_or_wish_it_is_to_clarify_and_never_ends_as_no_further_action(missing: str) -> None:
    teller = police_contact()
    settle_everything(teller)
    file = teller.file()
    said = file.last("asked", missing)
    chosen = file.outcome(ELLIE)
    assert said is not None
    assert chosen is not None
    answer_ = teller.say(kinds.Answered(question_id=missing, state="not asked"), answers=(said.entry,))
    teller.say(
        kinds.Recommended(child=ELLIE, outcome="O07", next_time="Early help first."), answers=(chosen.entry,)
    )
    assert clarity.to_clarify(teller.file(), GUIDE) == (missing,)
    assert _closing(teller) == [f"question:{missing}"]

    # Having asked once and heard nothing is not the end of it either: they are asked back first.
    silent = teller.say(kinds.Answered(question_id=missing, state="did not say"), answers=(answer_.id,))
    assert clarity.to_clarify(teller.file(), GUIDE) == (missing,)
    assert _closing(teller) == [f"question:{missing}"]
    # Nor is that they were told that we have it.
    teller.say(kinds.ReferrerTried(how="email", result=way_back.REACHED[0]))
    assert _closing(teller) == [f"question:{missing}"]
    teller.say(asked("clarify", missing))
    assert clarity.to_clarify(teller.file(), GUIDE) == ()
    assert _closing(teller) == []

    teller.say(kinds.Answered(question_id=missing, answer="See him."), answers=(silent.id,))
    assert _closing(teller) == []


def test_r12_an_anonymous_caller_cannot_be_asked_back() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-1-A", channel="phone", source="9", words="Shouting."))
    teller.say(kinds.ReferrerNamed(anonymous=True))
    for question in clarity.ALWAYS:
        teller.say(kinds.Answered(question_id=question, state="did not say"))
    assert clarity.to_clarify(teller.file(), GUIDE) == ()


def test_r12_what_they_asked_for_has_to_be_answered_by_the_decision() -> None:
    teller = police_contact()
    settle_everything(teller)
    said = teller.file().last("reasons", "wanted", "None")
    assert said is not None
    teller.say(kinds.ReasonsWritten(prompt="wanted", text=" "), answers=(said.entry,))
    assert [g.place for g in gates.blocks(teller.file(), GUIDE, NOTHING)] == ["reasons:wanted:"]


# -- harm ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (kinds.Escalated(danger="He is outside."), "It was marked ‘act now’"),
        (kinds.StrategyRequested(), "A strategy discussion was asked for"),
        (kinds.ThemesChosen(themes=("housing", "da")), "The kind of worry is domestic abuse"),
        (kinds.LevelClaimed(level="4"), "They give it level 4"),
        (kinds.LevelJudged(child=ELLIE, level="4", thresholds="x"), "It was judged level 4"),
        (kinds.FactorAnswered(person=ELLIE, factor="alcohol", answer="yes"), "There is alcohol"),
        (kinds.Answered(question_id="injuries", answer="A cut lip."), "Was anyone hurt: “A cut lip.”"),
        (kinds.AddressRecorded(address="a", lines="x", confidential=True), "An address has to be kept private"),
        (kinds.ParentTold(person=ELLIE, told="no: risk"), "Telling a parent would put somebody at risk"),
        (kinds.SupportDeclined(person=ELLIE, offered="help", reason="D07"), "A parent who declined may be at risk"),
        (kinds.Answered(question_id="seen", answer="He said dad hit him."), "They said: “He said dad hit him.”"),
        (kinds.ReceivedAgain(channel="email", words="There is a bruise."), "They said: “There is a bruise.”"),
    ],
)  # fmt: skip
def test_every_sign_of_harm_is_seen(body: Body, words: str) -> None:
    assert harm.harm(school().file(), GUIDE) == ()
    assert [h.words for h in harm.harm(school("Ringing.", body).file(), GUIDE)] == [words]


@pytest.mark.parametrize("outcome", ["O01", "O02"])
def test_an_outcome_that_protects_is_a_sign_of_harm(outcome: str) -> None:
    teller = school("Ringing.", child(), kinds.Recommended(child=ELLIE, outcome=outcome))
    assert len(harm.harm(teller.file(), GUIDE)) == 1


@pytest.mark.parametrize("said", ["No", "none seen", "Nobody was.", "not known to be"])
def test_no_is_no_sign_of_harm_but_silence_is(said: str) -> None:
    assert (
        harm.harm(school("Ringing.", kinds.Answered(question_id="injuries", answer=said)).file(), GUIDE) == ()
    )
    quiet = kinds.Answered(question_id="injuries", answer="")
    assert harm.harm(school("Ringing.", quiet).file(), GUIDE) != ()


@pytest.mark.parametrize(
    "said",
    [
        "No, but he was limping and would not say why", "None – although she would not let us look",
        "Nothing new except a mark on her arm", "Not that I saw; however, he holds his side",
    ],
)  # fmt: skip
def test_no_but_is_a_sign_of_harm(said: str) -> None:
    answer = kinds.Answered(question_id="injuries", answer=said)
    (sign,) = harm.harm(school("Ringing.", answer).file(), GUIDE)
    assert said in sign.words


def test_a_word_inside_a_word_is_no_sign() -> None:
    assert (
        harm.harm(school("Whitburn Primary, about attendance and the white beaten path.").file(), GUIDE) != ()
    )
    assert harm.harm(school("Whitburn Primary, about hitherto good attendance.").file(), GUIDE) == ()


# -- giving back (G3) ----------------------------------------------------------------------------------------------


def given_back(*said: Body, way: Literal["clarify", "return"] = "return", channel: str = "phone") -> Teller:
    return school(
        "Attendance is low.",
        child(),
        kinds.Recommended(child=ELLIE, outcome="O08"),
        asked(way),
        *said,
        channel=channel,
    )


def _g3(teller: Teller, past: Past = NOTHING) -> list[str]:
    return [f"{g.rule} {g.words}" for g in gates.blocks(teller.file(), GUIDE, past)]


def test_g3_what_may_go_back_needs_nothing_but_that_a_manager_sees_it() -> None:
    teller = given_back()
    assert _g3(teller) == []
    shown = gates.for_manager(teller.file(), GUIDE, NOTHING)
    assert [(g.rule, g.title) for g in shown] == [("G3", "Goes back to Mill Lane Primary, not decided")]
    assert "Attendance alone." in shown[0].evidence


def test_g3_harm_stops_it_in_plain_words() -> None:
    (words,) = _g3(given_back(kinds.ThemesChosen(themes=("neglect",))))
    assert words == "G3 This stays with us: something points to harm. The kind of worry is neglect."


def test_g3_somebody_must_have_tried_to_speak_to_them() -> None:
    written = given_back(channel="email")
    assert _g3(written) == [
        "G3 Nobody has tried to speak to them yet. Ring them first, and write down what came of it."
    ]
    told = kinds.ReferrerTried(how="email", result=way_back.REACHED[0])
    assert _g3(given_back(told, channel="email")) == _g3(written), "that we have it asks them nothing"
    assert _g3(given_back(kinds.ReferrerTried(how="phone", result="no answer"), channel="email")) == []
    heard = given_back(kinds.ReferrerTried(how="phone", result="no answer"), told, channel="email")
    (gap,) = gates.for_manager(heard.file(), GUIDE, NOTHING)
    assert "phone, no answer" in gap.evidence


def test_g3_the_questions_go_with_it() -> None:
    teller = school("Attendance.", child(), kinds.Recommended(child=ELLIE, outcome="O08"))
    assert _g3(teller) == ["G3 Send them the questions first, and say why nothing here points to harm."]
    assert _g3(given_back(way="clarify")) == _g3(teller)


def test_g3_is_for_the_whole_contact() -> None:
    teller = given_back()
    teller.say(kinds.ChildNamed(person=JAYDEN, name=kinds.Name("Merrick", "Tyler")))
    assert any("whole contact" in words for words in _g3(teller))


def test_g3_a_history_that_is_flagged_is_weighed_first() -> None:
    assert [words[:2] for words in _g3(given_back(), FLAGGED)] == ["B3"]


# -- returned, answered, late --------------------------------------------------------------------------------------


def signed_return() -> Teller:
    teller = given_back()
    teller.say(kinds.Allocated(worker=SHAH))
    head = teller.file().head
    sent = teller.say(kinds.SentToManager(to=MENSAH, saw=head))
    decision = (kinds.Decision(ELLIE, "O08"),)
    teller.say(kinds.SignedOff(saw=head, decisions=decision, why="Right."), by=MENSAH, answers=(sent.id,))
    return teller


def test_r13_signed_it_waits_and_its_time_is_that_of_the_answer() -> None:
    file = signed_return().file()
    assert file.stage is Stage.RETURNED
    assert clocks.due(file, DAYS) == datetime(2026, 11, 25, 17, tzinfo=UTC)


def test_r13_an_answer_opens_it_again_for_its_worker() -> None:
    teller = signed_return()
    back = teller.file().asked_back
    assert back is not None
    teller.say(kinds.ReferrerReplied(words="He is hungry.", how="email"), answers=(back.entry,))
    file = teller.file()
    assert file.stage is Stage.OPEN
    assert file.worker == SHAH
    assert way_back.fresh_reply(file) is not None
    assert file.signed is not None, "the old decision stays, and is linked"
    teller.say(kinds.Answered(question_id="wanted", answer="See him."))
    assert way_back.fresh_reply(teller.file()) is None


def test_r13_trying_again_leaves_it_given_back_and_anything_new_brings_it_back() -> None:
    teller = signed_return()
    teller.say(kinds.ReferrerTried(how="phone", result="no answer"))
    assert teller.file().stage is Stage.RETURNED
    teller.say(kinds.ThemesChosen(themes=("neglect",)))
    assert teller.file().stage is Stage.OPEN


def test_r13_sent_in_again_it_stays_given_back() -> None:
    teller = signed_return()
    back = teller.file().asked_back
    assert back is not None
    again = kinds.ReferrerReplied(words="Sent in again.", sent_again=teller.file().contact)
    teller.say(again, answers=(back.entry,))
    assert teller.file().stage is Stage.DECIDED


def test_a_return_that_was_never_asked_for_is_decided_as_it_always_was() -> None:
    teller = school("Attendance.", child(), kinds.Recommended(child=ELLIE, outcome="O08"))
    head = teller.file().head
    decision = (kinds.Decision(ELLIE, "O08"),)
    teller.say(kinds.SignedOff(saw=head, decisions=decision, why="Right."), by=MENSAH)
    assert teller.file().stage is Stage.DECIDED


def test_of_two_ways_that_stand_together_it_stays_with_us() -> None:
    teller = school("Attendance.", child(), asked("return", "wanted"), asked("clarify", "seen"))
    back = teller.file().asked_back
    assert back is not None
    assert back.body.way == "clarify"
    assert teller.file().conflicts == (("referrer asked",),), "a person chooses"


# -- clocks --------------------------------------------------------------------------------------------------------


def test_c8_the_answer_is_due_at_the_end_of_the_next_working_day() -> None:
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    assert clocks.reply_due(friday, DAYS) == datetime(2026, 11, 30, 17, tzinfo=UTC)
    closed = WorkingDays(frozenset({date(2026, 11, 30)}))
    assert clocks.reply_due(friday, closed) == datetime(2026, 12, 1, 17, tzinfo=UTC)


def _duty(teller: Teller, which: str) -> way_back.Duty:
    return next(d for d in way_back.duties(teller.file(), DAYS) if d.id == which)


def test_c4_a_call_is_heard_as_it_is_taken_and_an_email_when_they_were_told() -> None:
    assert _duty(school(), "acknowledge").done == MORNING
    mail = school(channel="email")
    assert _duty(mail, "acknowledge").done is None
    assert _duty(mail, "acknowledge").due == datetime(2026, 11, 25, 17, tzinfo=UTC)
    mail.say(kinds.ReferrerTried(how="phone", result="no answer"))
    assert _duty(mail, "acknowledge").done is None
    mail.say(kinds.ReferrerTried(how="email", result=way_back.REACHED[0]))
    assert _duty(mail, "acknowledge").done is not None


def test_c5_a_professional_who_rang_puts_it_in_writing_within_48_hours() -> None:
    call = school()
    assert _duty(call, "written").due == MORNING + timedelta(hours=48)
    assert _duty(call, "written").done is None
    call.say(kinds.ReceivedAgain(channel="email"))
    assert _duty(call, "written").how == "email"
    neighbour = Teller()
    neighbour.say(kinds.Received(number="C26-1-A", channel="phone", source="1B", words="Shouting."))
    assert [d.id for d in way_back.duties(neighbour.file(), DAYS)] == ["acknowledge"]


def test_an_anonymous_caller_is_owed_nothing() -> None:
    teller = Teller()
    teller.say(kinds.Received(number="C26-1-A", channel="phone", source="9", words="Shouting."))
    teller.say(kinds.ReferrerNamed(anonymous=True))
    assert way_back.duties(teller.file(), DAYS) == ()


def test_what_was_given_back_is_told_as_such_and_not_as_closed() -> None:
    said = facts(ago(20, outcomes=("O08",), decided_at=NOW - timedelta(days=19)))["HR6"].headline
    assert said == "Given back to the sender 19 days ago, with nothing decided."

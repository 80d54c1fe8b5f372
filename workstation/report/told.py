"""The parts about what people said: the referrer, parents, the children themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workstation.domain import checks, kinds, lawful, wording
from workstation.domain.belonging import must_be_told
from workstation.domain.contact import Said
from workstation.domain.guide import Ask, Guide, source_group
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body
from workstation.domain.second_hand import passed_on_of
from workstation.report.case import NOT_PROVIDED, Case, came_from, quoted, stopped
from workstation.report.parts import Paragraph, Run, Section, Table, ours, said

_RATINGS = {"red": "Red: 4 working hours", "amber": "Amber: 1 working day", "green": "Green: 3 working days"}
_CLARITY = {"clear": "Clear", "partly": "Partly clear", "unclear": "Unclear"}
_UNSAID = (
    ("did not say", "They did not say:"),
    ("asked", "Asked, no answer yet:"),
    ("not asked", "Not asked:"),
)


def child_names(case: Case, people: Iterable[PersonId]) -> str:
    """`Ellie and Jayden`."""
    return wording.listed([case.child_called(p) for p in people])


# -- what we were told ----------------------------------------------------------------------------------------


def told_us(case: Case) -> Section:
    """The contact in the referrer's words, what was asked and answered, and what nobody knows."""
    received = case.file.received
    if received is None:
        return Section("What we were told", (ours("How this contact reached us is not recorded."),))
    return Section(
        "What we were told",
        (
            Paragraph((Run(_how(case, received)), Run(f" {_word_for_word(received.body)}"))),
            *_asked(case),
            *_where(case),
            said(_about(case), label="About"),
        ),
    )


def _how(case: Case, received: Said[kinds.Received]) -> str:
    body = received.body
    channel = case.guide.words("channels", body.channel)
    reference = f" {body.reference}" if body.reference else ""
    late = (
        f" Written down late because: {stopped(body.logged_late_because)}" if body.logged_late_because else ""
    )
    return (
        f"{channel}{reference}, received {wording.moment(received.happened)} "
        f"from {_referrer(case, body)}.{late}"
    )


def _word_for_word(body: kinds.Received) -> str:
    """What they told us, on lines of its own when it has more than one."""
    words = body.words.strip()
    return f"\n{words}" if "\n" in words else words or "Their own words were not written down."


def _referrer(case: Case, body: kinds.Received) -> str:
    named = case.file.referrer
    agency = came_from(body.source, (named.agency if named else "") or body.agency)
    if named is None:
        return agency
    if named.anonymous:
        return f"somebody who did not give a name ({agency})"
    who = ", ".join(part for part in (named.name or "name not provided", named.role) if part)
    phone = f", {named.phone}" if named.phone and not case.hidden else ""
    return f"{who} ({agency}{phone})"


def _asked(case: Case) -> Iterator[Paragraph]:
    answered: list[Run] = []
    unsaid: dict[str, list[str]] = {state: [] for state, _ in _UNSAID}
    for question in _questions(case):
        answer = case.file.asked(question.id)
        if answer is not None and answer.state == "answered":
            answered += [
                Run(" " if answered else "", ours=True),
                Run(_as_label(question.words), strong=True, ours=True),
                Run(f" {stopped(answer.answer)}"),
            ]
        else:
            unsaid[answer.state if answer else "not asked"].append(question.words)
    if answered:
        yield Paragraph(tuple(answered))
    unknown = [(label, unsaid[state]) for state, label in _UNSAID if unsaid[state]]
    runs: list[Run] = []
    for label, questions in unknown:
        runs += [
            Run(f"{' ' if runs else ''}{label}", strong=True, ours=True),
            Run(f" {_run_together(questions)}", ours=True),
        ]
    if runs:
        yield Paragraph(tuple(runs))


def _questions(case: Case) -> tuple[Ask, ...]:
    usual = tuple(q for q in case.guide.questions_for(source_group(case.file.source)) if not q.quiet)
    extra = [case.guide.ask(q[1]) for q in case.file.standing if q[0] == "asked"]
    return (*usual, *(q for q in extra if q not in usual))


def _run_together(questions: list[str]) -> str:
    """In one line: `Who was there? Weapons or threats.` and so on."""
    return " ".join(q if q.endswith("?") else f"{q.rstrip('.')}." for q in questions)


def _as_label(words: str) -> str:
    return words if words.endswith(("?", ".")) else f"{words}:"


def _where(case: Case) -> Iterator[Paragraph]:
    if not case.file.children:
        return
    places: dict[str, list[PersonId]] = {}
    for child in case.file.children:
        places.setdefault(child.where_now.strip() or "not asked", []).append(child.person)
    if len(places) == 1:
        yield said(stopped(wording.sentence(next(iter(places)))), label="Where they are now:")
        return
    words = " ".join(f"{child_names(case, people)}: {stopped(place)}" for place, people in places.items())
    yield said(words, label="Where they are now:")


def _about(case: Case) -> str:
    file = case.file
    themes = wording.sentence(wording.listed([case.guide.theme(t).words.lower() for t in file.themes]))
    clarity = "How clear it is: not judged"
    if file.clarity:
        missing = f" (missing: {file.clarity.missing})" if file.clarity.missing else ""
        clarity = f"{_CLARITY[file.clarity.clarity]}{missing}"
    if file.claimed and file.claimed.level != "not said":
        clarity += f". They give it level {file.claimed.level}"
    rating = "Urgency not rated"
    if file.rating:
        because = f" ({file.rating.because.rstrip('.')})" if file.rating.because else ""
        rating = f"{_RATINGS[file.rating.rating]}{because}"
    return f"{themes or 'Kind of worry not chosen'}. {clarity}. {rating}."


# -- parents --------------------------------------------------------------------------------------------------


def parents(case: Case) -> Section:
    """Each adult, and each young person who answers for themselves: told? agrees? what they said, or why not;
    and the lawful basis for sharing.
    """
    rows = tuple(_adult_row(case, line.adult) for line in checks.everyone_asked(case.file))
    table = (
        (Table(("Who", "Told? Agreed?", "What they said, or why not"), rows, (36, 25, 39)),)
        if rows
        else (ours("No parent or other adult is recorded."),)
    )
    return Section(
        "Parents and people in the picture",
        (*table, said(_basis(case), label="Lawful basis for sharing"), *_without(case)),
    )


def _adult_row(case: Case, adult: kinds.AdultNamed) -> tuple[str, str, str]:
    return _who(adult), _told_and_agreed(case, adult), _their_words(case, adult)


def _who(adult: kinds.AdultNamed) -> str:
    name = wording.adult_name(adult)
    if adult.relationship == checks.ANSWERS_ALONE:
        return f"{name}, {checks.ANSWERS_ALONE}"
    if not adult.known:
        name = f"{wording.sentence(adult.relationship or 'adult')}, not known"
    parts = [f"{name}, {adult.relationship}" if adult.known and adult.relationship else name]
    parts.append(
        {"yes": "Has parental responsibility", "no": "", "not known": "Parental responsibility not known"}[
            adult.responsibility
        ]
    )
    parts.append({"yes": "Lives there", "no": "Lives elsewhere", "not known": ""}[adult.lives_there])
    return ". ".join(p for p in parts if p)


def _safe_contact(case: Case, adult: kinds.AdultNamed) -> Iterator[str]:
    """How to reach them; on a copy that hides the address, only that there is a way."""
    if case.hidden:
        if adult.safe_contact or adult.do_not_use:
            yield "Safe contact: see the screen."
        return
    if adult.safe_contact:
        yield stopped(f"Safe contact: {adult.safe_contact} {adult.safe_when}")
    if adult.do_not_use:
        yield stopped(f"Do not use: {adult.do_not_use}")
    if adult.no_letters:
        yield "No letters."


def _told_and_agreed(case: Case, adult: kinds.AdultNamed) -> str:
    said_ = case.file.told(adult.person)
    if said_ is None:
        return "Not spoken to yet" if must_be_told(adult) else "Need not be told"
    if isinstance(said_.body, kinds.ParentLeft):
        return "Left for later"
    if isinstance(said_.body, kinds.ParentTold) and said_.body.told != "yes":
        return {
            "no: risk": "Not told, because of risk",
            "no: not reached": "Not told, could not be reached",
            "no: not needed": "Not told, not needed",
        }[said_.body.told]
    return f"Spoken to {case.when(said_.happened)}. {_agreement(case, adult)}"


def _agreement(case: Case, adult: kinds.AdultNamed) -> str:
    if case.file.refusal(adult.person):
        return "Declined support"
    agrees = case.file.agrees(adult.person)
    if agrees is None:
        asked = adult.responsibility == "yes" or adult.relationship == checks.ANSWERS_ALONE
        return "Support not asked" if asked else ""
    to = f" to {agrees.to}" if agrees.to else ""
    return {"yes": f"Agrees{to}", "no": f"Does not agree{to}", "not asked": "Support not asked"}[
        agrees.agrees
    ]


def _their_words(case: Case, adult: kinds.AdultNamed) -> str:
    parts = list(_told_words(case.file.told(adult.person), case.guide))
    agrees = case.file.agrees(adult.person)
    if agrees and agrees.because:
        parts.append(stopped(agrees.because))
    if (heard := case.file.heard(adult.person)) is not None and heard.able.strip():
        parts.append(stopped(f"Understands enough to decide: {heard.able}"))
    if declined := case.file.refusal(adult.person):
        parts += _declined(case, declined)
    if not parts:
        parts.append(f"{NOT_PROVIDED}." if adult.known else "Nobody has been able to name them.")
    return " ".join((*parts, *_safe_contact(case, adult)))


def _told_words(said_: Said[Body] | None, guide: Guide) -> Iterator[str]:
    if said_ is None:
        return
    body = said_.body
    if isinstance(body, kinds.ParentTold):
        if body.lawful:
            yield stopped(guide.words("lawful", body.lawful))
        if body.tries:
            yield stopped(f"Tried {wording.times(body.tries)}: {body.how}")
        if body.objects:
            yield "Does not want the checks."
        if body.words.strip():
            yield stopped(body.words)
    if isinstance(body, kinds.ParentTold | kinds.ParentLeft) and body.because.strip():
        yield stopped(body.because)


def _declined(case: Case, declined: kinds.SupportDeclined) -> Iterator[str]:
    offered = f" {declined.offered}" if declined.offered else " support"
    words = f" {quoted(declined.words)}" if declined.words.strip() else " Their words were not written down"
    yield stopped(f"Declined{offered}: {case.guide.words('declines', declined.reason).lower()}.{words}")
    if asked := ", ".join(part for part in (declined.how_asked, declined.offered_by) if part):
        yield f"Offered: {stopped(asked)}"
    if declined.effect:
        yield f"For the child: {stopped(declined.effect)}"
    if declined.raises_risk == "yes":
        yield "It raises the risk."
    if declined.next_step:
        review = f", looked at again {wording.day(declined.review)}" if declined.review else ""
        yield f"Next: {stopped(declined.next_step + review)}"
    if declined.who_else:
        yield f"Who else could help: {stopped(declined.who_else)}"
    if declined.different:
        yield f"Different this time: {stopped(declined.different)}"


def _without(case: Case) -> Iterator[Paragraph]:
    """Going on without the parents: who asked about whom and why, and which manager agreed or did not."""
    for without in lawful.every_leave(case.file):
        asked = without.asked
        if asked is None:
            continue
        risk = f" If they were asked: {stopped(asked.body.risk_if_asked)}" if asked.body.risk_if_asked else ""
        about = [case.file.adult(person) for person in asked.body.people]
        names = wording.listed([wording.polite_name(adult) for adult in about if adult is not None])
        whom = f" about {names}" if names else ""
        who = f"Asked by {case.short(asked.by)} {case.when(asked.happened)}{whom}."
        words = f"{who} {stopped(asked.body.because)}{risk} {_answer(case, without)}"
        yield said(words, label="Without the parents")


def _answer(case: Case, without: lawful.Without) -> str:
    if without.decided is None or without.leave is lawful.Leave.WAITING:
        return "No manager has agreed yet."
    verb = "agreed" if without.leave is lawful.Leave.AGREED else "said no"
    by, when = case.short(without.decided.by), case.when(without.decided.happened)
    return f"{by} {verb} {when}: {stopped(without.decided.body.because)}"


def _basis(case: Case) -> str:
    basis = case.file.basis
    if basis is None:
        return "Not recorded."
    because = f" {stopped(basis.because)}" if basis.because else ""
    return f"{case.guide.words('bases', basis.basis)}.{because}"


# -- the children ---------------------------------------------------------------------------------------------


def children(case: Case) -> Section:
    """The children's own words, or why there are none."""
    heard = " ".join(stopped(_heard(case, child)) for child in case.file.children)
    return Section("Children’s own words", (said(heard) if heard else ours("No child is named yet."),))


def _heard(case: Case, child: kinds.ChildNamed) -> str:
    heard, name = case.file.heard(child.person), case.called(child)
    if heard and heard.words.strip():
        to = f", to {heard.heard_by}" if heard.heard_by else ""
        return f"{name}{to}: {quoted(heard.words)}"
    if passed_on := passed_on_of(case.file, case.guide, child):
        return f"{name}, as it was passed on to us: {quoted(passed_on)}"
    if heard and heard.none_because.strip():
        return f"{name}: no words yet. {stopped(heard.none_because)}"
    if case.file.unborn(child):
        return f"{name}: not born yet."
    return f"{name}: nothing is recorded of what they saw or said."

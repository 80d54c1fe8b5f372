"""The parts about deciding: the decision, why, the manager's words, what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workstation.domain import clocks, kinds, wording
from workstation.domain.contact import Said, Stage
from workstation.domain.covering import NOT_ENOUGH
from workstation.domain.ids import PersonId
from workstation.report.case import Case, quoted, stopped
from workstation.report.parts import Paragraph, Run, Section, Table, ours, said
from workstation.report.told import child_names

_VIEWS = {
    "raises": "Raises worry.",
    "no difference": "Makes no difference.",
    "lowers": "Lowers worry.",
    "not enough": "Not enough is on record to say.",
    "none found": "No earlier contacts were found.",
}


def hidden() -> Section:
    """Instead of the decision, on a copy for somebody who decides before they see it."""
    words = "Facts only. What was recommended, and why, is not on this copy: whoever holds it decides first."
    return Section("Decision", (ours(words, strong=True),))


# -- the decision ---------------------------------------------------------------------------------------------


def decision(case: Case) -> Section:
    """What was decided for each child, by whom, when and how long after it arrived; or how far it is."""
    signed = case.file.signed
    lead = () if signed else (ours("Not decided yet.", strong=True),)
    return Section(
        "Decision", (*lead, *_outcomes(case), *_levels(case), *(_signed(case) if signed else _underway(case)))
    )


def _outcomes(case: Case) -> Iterator[Paragraph]:
    signed = case.file.signed
    word = "decided" if signed else "recommended"
    groups: dict[tuple[str, str, str], list[PersonId]] = {}
    for said_ in case.file.outcomes:
        final = _final(signed, said_)
        key = (case.guide.words("outcomes", final), _when_decided(case, said_), case.full(said_.by))
        groups.setdefault(key, []).append(said_.body.child)
    for (outcome, when, who), people in groups.items():
        whom = wording.listed([case.child_called(p) for p in people])
        only = len(groups) == 1 and len(people) == len(case.file.children)
        yield Paragraph(
            (
                Run(outcome if only else f"{whom}: {outcome}", strong=True),
                Run(f" – {word} {when} by {who}."),
            )
        )
    undecided = [case.called(c) for c in case.file.children if case.file.outcome(c.person) is None]
    if undecided:
        yield said(f"Nothing is recommended yet for {wording.listed(undecided)}.")
    if not case.file.children:
        yield said("No child is named, so no outcome stands.")


def _levels(case: Case) -> Iterator[Paragraph]:
    """`Level of need: 4 for Ellie and 3 for Jayden (thresholds-2026-1).`."""
    judged = [(c, said_.body) for c in case.file.children if (said_ := case.file.level(c.person)) is not None]
    if judged:
        words = wording.listed([f"{body.level} for {case.called(child)}" for child, body in judged])
        editions = wording.listed(sorted({body.thresholds for _child, body in judged}))
        yield said(f"{words} ({editions}).", label="Level of need")


def _final(signed: Said[kinds.SignedOff] | None, outcome: Said[kinds.Recommended]) -> str:
    """The outcome that was signed off; before that the one recommended."""
    decided = {d.child: d.outcome for d in signed.body.decisions} if signed else {}
    return decided.get(outcome.body.child, outcome.body.outcome)


def _when_decided(case: Case, outcome: Said[kinds.Recommended]) -> str:
    since, again = case.file.clock_from, case.file.opened_again
    when = wording.moment(outcome.happened)
    if since is None or outcome.happened < since:
        return when
    what = "was opened again" if again is not None else "arrived"
    return f"{when} ({clocks.words_left(outcome.happened - since)} after it {what})"


def _signed(case: Case) -> Iterator[Paragraph]:
    signed = case.file.signed
    if signed is None:
        return
    read = read_for(signed.body.reading_seconds)
    changed = [o for o in case.file.outcomes if _final(signed, o) != o.body.outcome]
    agreed = " Agreed." if not changed else " Agreed with a change: see “Manager”."
    yield said(f"Signed off {wording.moment(signed.happened)} by {case.full(signed.by)}.{read}{agreed}")
    if case.file.changed_since_signed:
        yield ours(
            "Something was added after it was signed off. The manager has not seen it yet.", strong=True
        )


def read_for(seconds: int) -> str:
    """How long a manager read. It is kept, and is no target."""
    return f" Read for {max(1, round(seconds / 60))} min." if seconds else " Reading time not recorded."


def _underway(case: Case) -> Iterator[Paragraph]:
    """How far a contact without a sign-off is."""
    file = case.file
    handover = file.handover
    if file.stage is Stage.TWO_ANSWERS:
        yield said("Two answers stand between worker and manager. A person has to settle them.")
    elif handover and isinstance(handover.body, kinds.SentToManager):
        yield said(
            f"With {case.full(handover.body.to)}, since {wording.moment(handover.happened)}. Not signed off."
        )
    elif handover and isinstance(handover.body, kinds.SentBack):
        back = handover.body
        yield said(
            f"Sent back {wording.moment(handover.happened)} by {case.full(handover.by)}. {stopped(back.why)}"
        )
        for request in back.requests:
            yield said(request.words, label="Asked for")
    else:
        yield said("With the worker. It has not been sent to a manager.")
    if file.held:
        agreed = f" Agreed by {file.held.agreed_by}." if file.held.agreed_by else ""
        yield said(
            f"until {wording.moment(file.held.until)}, because: {stopped(file.held.because)}{agreed}",
            label="Held open",
        )


# -- why ------------------------------------------------------------------------------------------------------


def why(case: Case) -> Section:
    """The prompts of the reasons with the worker's words."""
    return Section("Why", tuple(p for prompt in case.guide.reasons for p in _prompt(case, prompt.id)))


def _prompt(case: Case, code: str) -> Iterator[Paragraph]:
    prompt = next(p for p in case.guide.reasons if p.id == code)
    label = prompt.short or prompt.words.rstrip("?")
    if prompt.link:
        yield said(_history_view(case), label=label)
    elif not prompt.each or not case.file.children:
        yield said(_written(case, code, None), label=label)
    else:
        one = len(case.file.children) == 1
        texts: dict[str, list[PersonId]] = {}
        for child in case.file.children:
            texts.setdefault(_written(case, code, child.person), []).append(child.person)
        for text, people in texts.items():
            all_of_them = one or len(people) == len(case.file.children)
            yield said(text, label=label, who="" if all_of_them else f"({child_names(case, people)})")


def _written(case: Case, prompt: str, child: PersonId | None) -> str:
    """What was written; when two answers stand, both, each with its author."""
    answers = [
        s
        for s in case.file.answers("reasons", prompt, str(child))
        if isinstance(s.body, kinds.ReasonsWritten)
    ]
    texts = {s.body.text for s in answers if isinstance(s.body, kinds.ReasonsWritten) and s.body.text.strip()}
    if len(texts) < 2:
        return texts.pop() if texts else "Not written yet."
    both = [
        f"{s.body.text} ({case.short(s.by)})" for s in answers if isinstance(s.body, kinds.ReasonsWritten)
    ]
    return "\n".join(both)


def _history_view(case: Case) -> str:
    view = case.file.history_view
    if view is None:
        return "Not weighed yet."
    return f"{_VIEWS[view.body.view]} {view.body.why}".strip()


# -- the manager ----------------------------------------------------------------------------------------------


def manager(case: Case) -> Section:
    """The manager's own words. Their answers to gaps stand with the gaps (`trail`)."""
    return Section("Manager", tuple(_manager(case)) or (ours("No manager has written anything yet."),))


def _manager(case: Case) -> Iterator[Paragraph]:
    for back in case.file.log(kinds.SentBack):
        read = read_for(back.body.reading_seconds)
        yield said(
            f"{quoted(back.body.why)} – {case.short(back.by)}, {wording.moment(back.happened)}.{read}",
            label="Sent back",
        )
        yield from _asked_for(case, back)
    signed = case.file.signed
    if signed is None:
        return
    who = f"{quoted(signed.body.why)} – {case.full(signed.by)}, {wording.moment(signed.happened)}"
    yield said(f"{who}.{_in_all(signed.body)}" if signed.body.criteria else who)
    yield from _criteria(case, signed.body)
    yield from _first(case, signed)
    for outcome in case.file.outcomes:
        if (final := _final(signed, outcome)) != outcome.body.outcome:
            before = case.guide.words("outcomes", outcome.body.outcome)
            yield said(
                f"{case.child_called(outcome.body.child)}: {case.guide.words('outcomes', final)} "
                f"instead of {before}.",
                label="Changed",
            )


def _asked_for(case: Case, back: Said[kinds.SentBack]) -> Iterator[Paragraph]:
    """What was asked for, and what was done about it before the next time it was sent back."""
    later = [s.recorded for s in case.file.log(kinds.SentBack) if s.recorded > back.recorded]
    until = min(later, default=None)
    for request in back.body.requests:
        met = [
            s.body.words
            for s in case.file.log(kinds.RequestMet)
            if s.body.gap == request.gap
            and s.recorded > back.recorded
            and (until is None or s.recorded < until)
        ]
        done = f" Done: {stopped(quoted(met[-1]))}" if met else " Nothing is written about what was done."
        yield said(f"{stopped(request.words)}{done}", label="Asked for")


def _in_all(body: kinds.SignedOff) -> str:
    """` 8 of 10 criteria met, 2 do not apply.`."""
    met = sum(c.verdict == "met" for c in body.criteria)
    apart = sum(c.verdict == "not applicable" for c in body.criteria)
    more = f", {apart} {'does' if apart == 1 else 'do'} not apply" if apart else ""
    return f" {met} of {len(body.criteria)} criteria met{more}."


def _criteria(case: Case, body: kinds.SignedOff) -> Iterator[Paragraph]:
    """Those that are not met, each with why it was signed all the same."""
    for one in body.criteria:
        if one.verdict == "not met":
            name = case.criteria.get(one.id, one.id)
            yield said(f"{name}. Signed all the same: {stopped(quoted(one.words))}", label="Not met")


def _first(case: Case, signed: Said[kinds.SignedOff]) -> Iterator[Paragraph]:
    """What the signer had decided before they saw the recommendation, and opinions of colleagues."""
    if signed.body.decided_first:
        own = [s for s in case.file.log(kinds.DecidedFirst) if s.by == signed.by]
        for said_ in own[-1:]:
            yield said(
                _view(case, said_.body.outcomes, said_.body.why),
                label="Decided before seeing the recommendation",
            )
    for opinion in case.file.log(kinds.OpinionGiven):
        words = f"{_view(case, opinion.body.outcomes, opinion.body.why)} – {case.short(opinion.by)}"
        yield said(words, label="Second opinion")


def _view(case: Case, outcomes: tuple[kinds.Decision, ...], why: str) -> str:
    words = dict.fromkeys(
        "Not enough to decide" if d.outcome == NOT_ENOUGH else case.guide.words("outcomes", d.outcome)
        for d in outcomes
    )
    return f"{', '.join(words)}. {stopped(quoted(why))}"


# -- next -----------------------------------------------------------------------------------------------------


def next_steps(case: Case) -> Section:
    """Who does what by when."""
    rows = tuple(_next_rows(case))
    table = (
        (Table(("What", "Who", "By"), rows, (52, 28, 20)),) if rows else (ours("Nothing is arranged yet."),)
    )
    return Section("What happens next", (*table, *_different(case)))


def _next_rows(case: Case) -> Iterator[tuple[str, str, str]]:
    file = case.file
    grouped: dict[tuple[str, str, date | None], list[PersonId]] = {}
    for outcome in file.outcomes:
        words = case.guide.words("outcomes", _final(file.signed, outcome))
        grouped.setdefault((words, outcome.body.who, outcome.body.by), []).append(outcome.body.child)
    for (words, who, by), people in grouped.items():
        yield f"{words}: {child_names(case, people)}", who or "Not named yet", _by(by)
    if file.watched:
        yield "Stepped down: watched", file.watched.service or "Front door", _by(file.watched.until)
    sent = file.log(kinds.SentToManager)
    if sent and file.referrer and not file.referrer.anonymous and file.referrer_told is None:
        soon = "Now" if sent[-1].body.tell_referrer == "now" else "When signed off"
        worker = case.short(file.worker) if file.worker else "Front door"
        yield f"Tell {file.referrer.name or 'the referrer'} the outcome", worker, soon
    if file.parked:
        yield (
            f"Waiting for: {file.parked.body.waiting_for}",
            case.short(file.parked.by),
            wording.moment(file.parked.body.until),
        )


def _by(day: date | None) -> str:
    return f"{day:%a} {wording.day(day)}".replace(" ", wording.NBSP) if day else "No day set"


def _different(case: Case) -> Iterator[Paragraph]:
    texts = dict.fromkeys(o.body.next_time for o in case.file.outcomes if o.body.next_time.strip())
    for text in texts:
        yield said(text, label="What will be different next time")

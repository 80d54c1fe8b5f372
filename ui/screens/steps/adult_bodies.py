"""What step 5 says: the entries that come of the answers in a form."""

from __future__ import annotations

from datetime import date, timedelta

from ui.widgets.adult_questions import AdultQuestions
from ui.widgets.decline_form import DeclineTyped
from ui.widgets.field import LineField, TextField
from ui.widgets.unknown_row import WhoTyped
from workstation.domain import kinds
from workstation.domain.ids import PersonId


def told_body(form: AdultQuestions, person: PersonId) -> kinds.ParentTold | None:
    """Whether they were told; None while nothing is chosen. What belongs to another answer is left out."""
    told = form.told.value()
    if told is None:
        return None
    spoken, risk, tried = told == "yes", told == "no: risk", told == "no: not reached"
    return kinds.ParentTold(
        person=person,
        told=told,  # type: ignore[arg-type] # one of the options, which are these
        words=form.words.text().strip() if spoken else "",
        because=form.because.text().strip() if not (spoken or tried) else "",
        lawful=(form.lawful.value() or "") if risk else "",  # type: ignore[arg-type] # as above
        how=form.how.text().strip() if spoken or tried else "",
        tries=int(form.tries.value() or 0) if tried else 0,
        objects=spoken and bool(form.objects.values()),
    )


def told_field(form: AdultQuestions) -> LineField | TextField:
    """The field whose words go with the answer that is chosen."""
    told = form.told.value()
    return form.words if told == "yes" else form.how if told == "no: not reached" else form.because


def agreed_body(form: AdultQuestions, person: PersonId) -> kinds.ParentAgreed | None:
    """Whether they agree; None while nothing is chosen, or when they refused."""
    if form.agrees.value() == "yes":
        return kinds.ParentAgreed(person=person, agrees="yes", to=form.agrees_to.text().strip())
    if form.agrees.value() == "not asked":
        return kinds.ParentAgreed(person=person, agrees="not asked", because=form.not_asked.text().strip())
    return None


def declined_body(
    typed: DeclineTyped, person: PersonId, different: str, before: kinds.SupportDeclined | None, today: date
) -> kinds.SupportDeclined:
    """A refusal. `different` is what the worker wrote about earlier refusals; `before`, what stood."""
    review = before.review if before and typed.weeks is None else None
    if typed.weeks:
        review = today + timedelta(weeks=typed.weeks)
    return kinds.SupportDeclined(
        person=person, offered=typed.offered, reason=typed.reason, words=typed.words, who_else=typed.who_else,
        different=different, how_asked=typed.how_asked, offered_by=typed.offered_by, effect=typed.effect,
        raises_risk=typed.raises_risk, next_step=typed.next_step, review=review,
    )  # fmt: skip


def not_said_bodies(
    person: PersonId, relationship: str, asked: str
) -> tuple[kinds.AdultNamed, kinds.ParentLeft]:
    """Somebody was asked who a parent is, and did not say: nobody is named, and it is known why."""
    because = f"Asked {asked or 'the family'}: they do not know, or do not want to say."
    return (
        kinds.AdultNamed(person=person, relationship=relationship, known=False),
        kinds.ParentLeft(person=person, because=because),
    )


def named_body(who: WhoTyped, relationship: str, person: PersonId) -> kinds.AdultNamed:
    """Somebody nobody knew has a name: `father of Ellie and Jayden` becomes a father."""
    return kinds.AdultNamed(
        person=person,
        name=kinds.Name(who.family, who.given),
        relationship=relationship.partition(" of ")[0],
        responsibility=who.responsibility,
    )

"""What the factors of step 6 show, worked out from the contact: one value for each factor of each adult."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.models.said_words import quoted, stopped
from ui.screens.steps.agency_views import STATES
from ui.widgets.factor_form import Offer
from ui.widgets.factor_row import FactorShown, FactorTyped
from workstation.domain import checks, kinds, weighing, wording
from workstation.domain.checks import FactorLine
from workstation.domain.contact import ContactFile
from workstation.domain.guide import FactorAsk, Guide
from workstation.domain.past import Past
from workstation.domain.weighing import Claim, Contradiction, Source
from workstation.domain.weighing.before import when
from workstation.services.find import OpenContact

_IN_LIST, _IN_ROW = 110, 48
"""Letters of a quotation; the whole stands where it was said."""


def adults_of(shown: OpenContact, guide: Guide) -> list[tuple[str, str, list[FactorShown]]]:
    """For each adult who is asked about: who, the title of the card, and one value for each factor."""
    file, past = shown.seen, shown.past
    written = {(w.adult.person, w.factor.id): w.said for w in checks.factor_lines(shown.file, guide)}
    claims = weighing.recorded_before(file, past, guide)
    against = {(c.person, c.factor.id): c for c in weighing.against_before(file, past, guide)}
    says = _offers(weighing.sources(file, guide))
    listed = {line.agency.id: line for line in checks.agency_lines(file, guide)}
    found: dict[str, tuple[str, str, list[FactorShown]]] = {}
    for line in checks.factor_lines(file, guide):
        person = line.adult.person
        mine = [c for c in claims if c.factor == line.factor.id and person in (c.named or c.may_mean)]
        said = written[person, line.factor.id]
        stands = _typed(said.body) if said else None
        one = _shown(line, file, past, guide, mine, against.get((person, line.factor.id)), stands)
        offers = (*says, *(_from_before(claim) for claim in mine[:1]))
        asks = _asks(line.factor, guide, listed)
        row = FactorShown(**{**vars(one), "says": offers, "asks": asks})
        found.setdefault(person, (person, _title(line.adult), []))[2].append(row)
    return list(found.values())


def not_asked(file: ContactFile) -> str:
    """Who is left out, and why, in a sentence."""
    asked = {a.person for a in weighing.adults_asked(file)}
    others = [wording.sentence(wording.polite_name(a)) for a in file.adults if a.person not in asked]
    if not others:
        return ""
    lives = "lives" if len(others) == 1 else "live"
    return f"Not asked for {wording.listed(others)}, who {lives} elsewhere without parental responsibility."


def _title(adult: kinds.AdultNamed) -> str:
    if not adult.known:
        return f"{wording.sentence(adult.relationship or 'an adult')} · not known"
    return " · ".join(part for part in (wording.adult_name(adult), adult.relationship) if part)


def _shown(
    line: FactorLine,
    file: ContactFile,
    past: Past,
    guide: Guide,
    claims: Sequence[Claim],
    against: Contradiction | None,
    stands: FactorTyped | None,
) -> FactorShown:
    body = line.said.body if line.said else None
    state = STATES[line.check.state]
    if against is not None and not against.in_spite and state == "settled":
        state = "gap"
    return FactorShown(
        person=line.adult.person, factor=line.factor.id, name=line.factor.words,
        whom=wording.polite_name(line.adult), state=state, stands=stands,
        line=evidence(line, file, guide, past) if body else _before(claims),
        against=against.words if against else "",
    )  # fmt: skip


def _typed(body: kinds.FactorAnswered) -> FactorTyped:
    """As it was written, to be mended."""
    return FactorTyped(body.answer, body.source, body.evidence, body.first_hand, body.in_spite)


def _before(claims: Sequence[Claim]) -> str:
    """`On record before: 12 Mar 2026, C25-10412-K`, a fact and no answer; the number is not cut in two."""
    if not claims:
        return ""
    more = f", and {len(claims) - 1} more" if len(claims) > 1 else ""
    first = when(claims[0]).replace(", ", ",\n", 1)
    return f"On record before: {first}{more}"


def evidence(line: FactorLine, file: ContactFile, guide: Guide, past: Past) -> str:
    """Who says so and what, or how far asking is, as one line."""
    said = line.said
    if said is None:
        return ""
    body = said.body
    if line.check.state is not checks.State.SETTLED or (body.answer == "not known" and not body.evidence):
        return stopped(wording.sentence(line.check.detail))
    if body.answer == "not known":
        return stopped(f"Not asked, because: {body.evidence.strip()}")
    found = weighing.cited(file, guide, past, body.source)
    who = "; ".join(_source_line(s) for s in found)
    own = f": {quoted(body.evidence.strip())}" if body.evidence.strip() else ""
    second = {"yes": " First-hand.", "no": " Not first-hand."}.get(body.first_hand, "")
    return f"{stopped(f'{who}{own}')}{second}"


def _source_line(source: Source) -> str:
    return f"{source.who}: {_quoted(source.words, _IN_ROW)}" if source.words else source.who


def _quoted(words: str, most: int) -> str:
    """The beginning of somebody's words. Words quoted within them stand in single marks."""
    flat = " ".join(words.split()).replace("“", "‘").replace("”", "’")
    if len(flat) > most:
        flat = f"{flat[:most].rsplit(' ', 1)[0].rstrip('.,;:')}…"
    return f"“{flat}”"


def _offers(sources: Sequence[Source]) -> tuple[Offer, ...]:
    return tuple(Offer(s.link, s.who, _quoted(s.words, _IN_LIST), s.first_hand) for s in sources)


def _from_before(claim: Claim) -> Offer:
    return Offer(f"history:{claim.contact}", f"Earlier contact, {when(claim)}", "", "no")


def _asks(factor: FactorAsk, guide: Guide, listed: Mapping[str, checks.AgencyLine]) -> tuple[Offer, ...]:
    """The agencies that could know: those on the list first, with how far asking them is."""
    order = sorted(factor.agencies, key=lambda code: code not in listed)
    return tuple(Offer(f"agency:{c}", guide.agency(c).words, _how_far(c, listed)) for c in order)


def _how_far(code: str, listed: Mapping[str, checks.AgencyLine]) -> str:
    line = listed.get(code)
    if line is None:
        return "comes onto the list in step 4"
    if line.check.state is checks.State.SETTLED:
        return f"{line.check.detail}, and could not say"
    return f"on the list, {line.check.detail}"

"""A contact file with what the record holds of the children in it whom somebody matched (`domain.on_record`)."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain import on_record
from workstation.domain.contact import ContactFile
from workstation.store.humans import Humans


def with_record(humans: Humans, file: ContactFile) -> ContactFile:
    """The same file, told what other contacts say of the same children. Only people whom a person called the same
    are looked at; where the contact says it itself, nobody looks.
    """
    if not any(said.body.verdict == "same" for said in file.matches):
        return file
    children = [child for child in file.children if on_record.lacks(child)]
    clusters = humans.clusters_of([child.person for child in children])
    people = humans.of(clusters.values())
    known = {}
    for child in children:
        lines = people.get(clusters.get(child.person, ""), [])
        held = on_record.held(child, [line for line in lines if line.contact != file.contact])
        if held is not None:
            known[child.person] = held
    return replace(file, known=known) if known else file

"""An invented council to learn in: Northbridge, its staff, its families and three years of its front door.

`council.generate` makes its entries, `town` knows its staff and agencies, `vignettes` holds the four lessons as
facts. Everything comes from one seed and one moment; nobody in it has ever lived. Reading order: `plan` (who is
heard of when), `telling` (how one contact is written down), `cases` (families written by hand, among them
today's queue), `chaining` (acts become entries).
"""

COUNCIL = "Northbridge Council"
DUTY_PHONE = "0191 498 0100"
"""Of the duty manager who does not exist; the range is kept for drama."""
DUTY_NUMBERS = {
    "Police child protection team": "0191 498 0111",
    "Out-of-hours team": "0191 498 0101",
    "On-call children’s doctor, Northbridge Infirmary": "0191 498 0120",
}
"""Whom to ring in danger. The range is kept for drama as well."""

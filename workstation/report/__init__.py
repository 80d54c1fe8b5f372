"""Paper: a contact file becomes a summary, and the summary becomes a PDF or plain text.

`summary` says what is on the page and leaves out what may not be there (`redact`); only then do `pages` and
`pdf`, or `text`, put it in order. Nothing that draws ever sees a hidden word, so nothing drawn can leak one.
"""

"""Police notifications, however they come: pasted words, an email file, a table or JSON, several in one.

    texts.of_text(words, fields, today)      # what pasted words hold
    reading.read(path, fields, today)        # what a file holds; it is parsed in the separate process

What is found is a proposal (`domain.notification`): nothing is on record before a person says so. `fields` is the
council's list of how forces call things (`guidebook.notification_fields`). Nothing is loaded here: `kinds_of_file`,
`letters` and `objects` run in the separate process, which should start with little.
"""

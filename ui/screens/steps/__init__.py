"""The six steps of a contact: what each shows, and what it says to the record."""

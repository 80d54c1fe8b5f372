"""Files somebody gives us. A file is never trusted: it is parsed in a separate, limited process.

    bring_in    the door: a path in, batches of acts and a report out
    annex_a     what a row of Ofsted's Annex A means, and what is odd about it
    headings    which sheet is which list, which column is what
    cells       a cell as words, a day, yes or no
    outcome     what became of every row, and the report as CSV
    limited     starts, watches and ends the separate process
    messages    what the separate process may say: lines of JSON, never pickle
    refusals    why a file is refused, in sentences
    worker, workbook, zipped    run inside the separate process only

Every row ends as *taken*, *taken with marks* or *refused, because*. Nothing is dropped silently.
"""

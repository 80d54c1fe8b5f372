"""Files somebody gives us. A file is never trusted: it is parsed in a separate, limited process.

    bring_in      the door: a path in, batches of acts and a report out
    mapping       how the columns of a file that does not explain itself are explained, once, by a person
    annex_a       what a row of Ofsted's Annex A means, and what is odd about it (annex_said: as an act)
    census        what a child of the children in need census says (census_child, census_map, census_reading)
    headings      which sheet is which list, which column is what
    sheets        a sheet as its rows come
    taking, acts  what a row says becomes acts, each once, with an identity of its own
    cells         a cell as words, a day, yes or no
    outcome       what became of every row, and the report as CSV
    limited       starts, watches and ends the separate process
    messages      what the separate process may say: lines of JSON, never pickle
    refusals      why a file is refused, in sentences
    worker, opening, workbook, zipped, table, encoded, handing, census_file, census_tree, mending
                  run inside the separate process only

Every row ends as *taken*, *taken with marks* or *refused, because*. Nothing is dropped silently.
"""

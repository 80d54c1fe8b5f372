"""Parts of the page on which somebody is looked for."""

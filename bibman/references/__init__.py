"""An article to references, a reference to a record: find, split, mend, tag, build."""

"""How the tagger of references is trained and measured; nothing here is imported at run time."""

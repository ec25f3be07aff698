"""What a library holds joined into works, and written: around what has changed, or all at once."""

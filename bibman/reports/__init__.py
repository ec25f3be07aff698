"""What a library can be asked."""

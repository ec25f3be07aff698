"""``python -m bibman``."""

from bibman.cli import main

if __name__ == "__main__":
    main()

"""Starts sheets_sync: `python main.py --help`."""

from sheets_sync.cli import main

if __name__ == "__main__":
    main()

"""`python -m tests.sheets_emulator --port N`: the emulator until it is interrupted."""

import argparse
import json
import sys
from pathlib import Path

from .server import Emulator


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sheets_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    parser.add_argument("--account", default="robot@example.com", help="the service account that calls")
    parser.add_argument("--key-file", type=Path, help="write the account's key file here")
    parser.add_argument("--token", help="also take this bearer token for the account")
    parser.add_argument("--private", action="append", default=[], help="id of a spreadsheet that is somebody else's")
    options = parser.parse_args()
    emulator = Emulator(port=options.port)
    if options.key_file:
        options.key_file.touch(mode=0o600)
        options.key_file.write_text(json.dumps(emulator.key_file(options.account), indent=2), "utf-8")
    for book_id in options.private:
        emulator.service.drive.new_file("Private", "someone.else@example.com", book_id=book_id)
    accounts = emulator.service.accounts
    token = accounts.new_token(options.account)
    if options.token:
        accounts.tokens[options.token] = accounts.tokens[token]
    sys.stdout.write(json.dumps({"base": emulator.base, "account": options.account, "token": token}) + "\n")
    sys.stdout.flush()
    try:
        emulator.serve()
    except KeyboardInterrupt:
        return


main()

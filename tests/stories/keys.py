#!/usr/bin/env python3
"""Runs a program at a terminal of its own and types: keys.py 'KEYS|KEYS|…' PROGRAM ARGUMENT…
Each part is typed when the program asks (its output ends in a question or in the line of keys), "/" being the return
key; then q, as long as it asks. What the program takes does not depend on how fast the machine is."""
import os
import pty
import re
import select
import sys

PATIENCE = 60  # seconds until a program that asks nothing is given up
ASKS = re.compile(rb"(quit\r?\n|[:?] )$")


def wait_until_asked(terminal):
    """False where the program has ended, or asks nothing any more."""
    said = b""
    while not ASKS.search(said):
        if not select.select([terminal], [], [], PATIENCE)[0]:
            return False
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return False
        if not piece:
            return False
        said += piece
    return True


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    typed = sys.argv[1].replace("/", "\n").split("|")
    while wait_until_asked(terminal):
        os.write(terminal, (typed.pop(0) if typed else "q").encode())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Runs a program at a terminal of its own and types: keys.py 'KEYS|KEYS|…' PROGRAM ARGUMENT…
Each part is typed at once, "/" being the return key; then q, until the program ends."""
import os
import pty
import sys
import time

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
for keys in sys.argv[1].replace("/", "\n").split("|") + ["q"] * 3:
    time.sleep(0.3)
    try:
        os.write(terminal, keys.encode())
    except OSError:
        break
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass  # the program has closed its end
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

#!/usr/bin/env python3
"""Runs a program at a terminal of its own and presses keys: keys.py KEYS PROGRAM ARGUMENT…
After the keys it presses q until the program ends."""
import os
import pty
import sys
import time

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
for key in sys.argv[1] + "qqq":
    time.sleep(0.3)
    try:
        os.write(terminal, key.encode())
    except OSError:
        break
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass  # the program has closed its end
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

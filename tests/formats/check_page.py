"""Runs the Python program and the shell lines of docs/formats/case.md on a fresh case, then on a damaged copy."""
import glob
import os
import re
import subprocess
import sys
import tempfile

page, make_case = sys.argv[1:]
text = open(page, encoding="utf-8").read()
program = re.search(r"```python\n(.*?)```", text, re.S)[1]
shell = re.search(r"```sh\n(.*?)```", text, re.S)[1]

with tempfile.TemporaryDirectory() as folder:
    case = folder + "/case"
    subprocess.run([make_case, case], check=True, env={**os.environ, "ATTEST_HOME": folder + "/home"})
    check = folder + "/check.py"
    open(check, "w", encoding="utf-8").write(program)
    run = lambda: subprocess.run([sys.executable, check, case], capture_output=True, text=True)
    good = run()
    assert good.stdout == "good\n", good.stderr
    lines = subprocess.run(["sh", "-e", "-c", shell], cwd=case, capture_output=True, text=True)
    assert lines.returncode == 0, lines.stderr
    assert '"reason":"is no number"' in lines.stdout and '"act":"import"' in lines.stdout, lines.stdout
    for name in glob.glob(case + "/facts/*/*.jsonl") + glob.glob(case + "/log/*/entries"):
        whole = open(name, "rb").read()
        open(name, "wb").write(whole.replace(b"a", b"b", 1) if b"a" in whole else b"")
        assert run().stdout != "good\n", name
        open(name, "wb").write(whole)
    assert run().stdout == "good\n"

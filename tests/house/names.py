#!/usr/bin/env python3
"""Names of test cases: a ';' splits a name in CTest and both halves pass without running; '*' and ',' match
others. Also: nothing in the project speaks of a machine's paths.

  names.py SOURCE
"""
import pathlib
import re
import sys

CASE = re.compile(r'TEST_CASE(?:_FIXTURE)?\((?:\w+,\s*)?"((?:[^"\\]|\\.)*)"')
ALLOWED = re.compile(r"[\w .'-]+$")
SUFFIXES = {".cpp", ".hpp", ".py", ".md", ".txt", ".cmake", ".toml", ".story", ".sh", ".json"}
MACHINE = re.compile(r"/(work|farm|root|home/\w+)/[A-Za-z.]")


def main(root):
    root = pathlib.Path(root)
    found, cases = [], 0
    for path in sorted((root / "src").rglob("*_test.cpp")):
        for name in CASE.findall(path.read_text()):
            cases += 1
            if not ALLOWED.match(name):
                found.append(f"{path.relative_to(root)}: a name may hold letters, digits, blanks and .-' only: {name}")
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.suffix not in SUFFIXES or parts[0] in ("build", ".git") or path == pathlib.Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{path.relative_to(root)}:{number}: a path of one machine")
    print("\n".join(found))
    print(f"{cases} test cases, {len(found)} faults")
    return 1 if found or cases == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

#!/usr/bin/env python3
"""Checks every #include under src/ against the tables of ARCHITECTURE.md, so that the page cannot lie.

  architecture.py SOURCE      exits 1 and lists what breaks an arrow, opens another module's impl/,
                              or uses a third-party header outside its home
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
EVERYWHERE = ("fmt/",)
TESTS_ONLY = ("doctest/", "rapidcheck", "nlohmann/")


def tables(page):
    """The two tables of the page: {module: allowed modules}, [(header prefix, [homes])]."""
    arrows, homes = {}, []
    for left, right in re.findall(r"^\| ([^|]+?) \|([^|]*)\|$", page, re.M):
        if left in ("module", "header") or set(left) == {"-"}:
            continue
        if right.strip().startswith("src/"):
            homes.append((left, right.split()))
        else:
            arrows[left] = set(right.split()) | {left}
    return arrows, homes


def breaks(path, source, arrows, homes):
    """Every include of one file that may not be there, as sentences."""
    module = path.parts[1]
    is_test = path.stem.endswith(("_test", "_fuzz"))
    for bracket, header in INCLUDE.findall(source):
        first = header.split("/")[0]
        if first in arrows:
            if first not in arrows[module] and not is_test:
                yield f"{path}: {module} may not include {first} ({header})"
            if "/impl/" in header and first != module:
                yield f"{path}: {header} is private to {first}"
            continue
        for prefix, places in homes:
            if header.startswith(prefix) and not any(str(path).startswith(p) for p in places):
                yield f"{path}: {header} is at home in {' '.join(places)}"
        if header.startswith(TESTS_ONLY) and not is_test:
            yield f"{path}: {header} is for tests only"
        known = header.startswith(EVERYWHERE + TESTS_ONLY) or any(header.startswith(p) for p, _ in homes)
        third_party = bracket == "<" and ("/" in header or header.endswith((".h", ".hpp")))
        if third_party and not known and not is_posix(header):
            yield f"{path}: {header} has no home in ARCHITECTURE.md"


def is_posix(header):
    return header.startswith(("sys/", "linux/", "net", "arpa/", "immintrin.h", "x86intrin.h")) or header in (
        "unistd.h", "fcntl.h", "poll.h", "sched.h", "signal.h", "spawn.h", "time.h", "termios.h", "pwd.h", "dirent.h")


def main(root):
    root = pathlib.Path(root)
    arrows, homes = tables((root / "ARCHITECTURE.md").read_text())
    found, files = [], 0
    for path in sorted((root / "src").rglob("*.[ch]pp")):
        files += 1
        relative = path.relative_to(root)
        if relative.parts[1] not in arrows:
            found.append(f"{relative}: no row for module {relative.parts[1]} in ARCHITECTURE.md")
            continue
        found += breaks(relative, path.read_text(), arrows, homes)
    print("\n".join(found))
    print(f"{files} files, {len(arrows)} modules, {len(homes)} homes, {len(found)} broken arrows")
    return 1 if found or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

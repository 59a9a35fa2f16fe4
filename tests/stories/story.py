#!/usr/bin/env python3
"""Runs a story: commands and what they answer, as text, against the real programs.

  story.py STORY --bin FOLDER [--source FOLDER] [--update]

A story is read line by line:
  # …            a remark
  $ command      run by the shell, in an empty folder of the story's own
  text           what it prints next (standard output and error together), to the letter
  ...            any lines, also none
  <re:PATTERN>   inside a line: whatever matches the regular expression
  = N            the exit code of the last command (0 if not said)
  ! needs FILE   skip the story (exit 77) where the file or folder is absent
Programs are found first in --bin. $SOURCE is the project, $SHARED a folder of larger data that a clone may lack,
$EXAMPLES the worked cases. Time, language and keys are fixed, so that answers are the same everywhere.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def parse(text):
    """[(line number, command, expected lines, exit code)], [needs]"""
    steps, needs = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            steps.append([number, line[2:], [], 0])
        elif line.startswith("! needs "):
            needs.append(line[8:].strip())
        elif line.startswith("= ") and line[2:].strip().isdigit() and steps:
            steps[-1][3] = int(line[2:])
        elif line.startswith("#") or (not steps and not line.strip()):
            continue
        else:
            steps[-1][2].append(line)
    for step in steps:
        while step[2] and not step[2][-1].strip():
            step[2].pop()
    return steps, needs


def line_pattern(line):
    pieces = re.split(r"<re:(.*?)>(?!\))", line)
    return "".join(re.escape(piece) if i % 2 == 0 else f"(?:{piece})" for i, piece in enumerate(pieces))


def matches(expected, printed):
    """Whether the printed lines are what is expected; '...' stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else line_pattern(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def environment(folder, options):
    shared = os.environ.get("ATTEST_SHARED") or str(pathlib.Path(options.source).resolve().parent / "shared")
    return {
        "PATH": f"{pathlib.Path(options.bin).resolve()}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder / ".home"), "ATTEST_HOME": str(folder / ".home"),
        "LC_ALL": "C.UTF-8", "TZ": "UTC", "ATTEST_NOW": "2026-01-02T03:04:05.000Z",
        "SOURCE": str(pathlib.Path(options.source).resolve()), "SHARED": shared,
        "EXAMPLES": str(pathlib.Path(options.source).resolve() / "examples"),
    }


def run(step, folder, env):
    number, command, expected, code = step
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    printed = done.stdout.decode(errors="replace").splitlines()
    faults = []
    if not matches(expected, printed):
        faults.append("  printed:\n" + "\n".join(f"    {line}" for line in printed[:60])
                      + "\n  expected:\n" + "\n".join(f"    {line}" for line in expected))
    if done.returncode != code:
        faults.append(f"  exit code {done.returncode}, expected {code}"
                      + ("" if faults else "\n" + "\n".join(f"    {line}" for line in printed[:60])))
    return [f"line {number}: $ {command}\n" + "\n".join(faults)] if faults else []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("story")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--source", default=str(pathlib.Path(__file__).resolve().parents[2]))
    options = parser.parse_args()
    steps, needs = parse(pathlib.Path(options.story).read_text())
    with tempfile.TemporaryDirectory(prefix="attest-story-") as name:
        folder = pathlib.Path(name)
        env = environment(folder, options)
        for need in needs:
            path = re.sub(r"\$(\w+)", lambda m: env.get(m.group(1), ""), need)
            if not (os.path.exists(path) or shutil.which(path, path=env["PATH"])):
                print(f"skipped: {need} is not here")
                return 77
        (folder / ".home").mkdir()
        faults = [fault for step in steps for fault in run(step, folder, env)]
        subprocess.run(["chmod", "-R", "u+rwX", name], check=False)
    print("\n".join(faults))
    print(f"{len(steps)} commands, {len(faults)} not as told")
    return 1 if faults or not steps else 0


if __name__ == "__main__":
    sys.exit(main())

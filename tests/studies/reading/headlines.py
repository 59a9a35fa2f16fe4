#!/usr/bin/env python3
"""Deaths per headline, against 200 headlines labelled by hand (headlines.tsv; README.md says how they were drawn).

    headlines.py ATTEST HEADLINES.tsv [--misses] [--floor SHARE]

Prints precision and recall of the numbers, and the share of headlines that agree wholly. The headlines themselves stay in
the shared data; the table holds their source, id and hash. Ends with 77 where that data is absent."""
import csv
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import sys

SOURCES = {
    "reuters21578": ("reuters21578_headlines.csv.gz", "utf-8", ",", "newid", "title"),
    "nyt_frontpage": ("nyt_frontpage_headlines_1996_2006.csv.gz", "latin-1", ";", "Article_ID", "Title"),
    "guardian_business": ("guardian_business_headlines_2017_2020.csv.gz", "utf-8", ",", None, "Headlines"),
    "cnbc_business": ("cnbc_business_headlines_2017_2020.csv.gz", "utf-8", ",", None, "Headlines"),
}


def titles(folder):
    """(source, id) → title in one line; where a source has no id, its row counts from 1."""
    found = {}
    for source, (name, encoding, delimiter, key, column) in SOURCES.items():
        with gzip.open(folder / name, "rt", encoding=encoding, errors="replace", newline="") as file:
            for row, line in enumerate(csv.DictReader(file, delimiter=delimiter), 1):
                found[source, line[key] if key else str(row)] = " ".join((line[column] or "").split())
    return found


def deaths(attest, lines):
    """What `attest read` suggests for each line: a set of (number or vague word, bound)."""
    run = subprocess.run([attest, "read", "-", "--lang", "en", "--json"], input="\n\n".join(lines), text=True,
                         capture_output=True, check=True)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 2
    found = [set() for _ in lines]
    for item in map(json.loads, run.stdout.splitlines()):
        if item["kind"] != "count" or item["measure"] not in ("killed", "executed") or item.get("subset_of") is not None:
            continue
        index = max(i for i, start in enumerate(starts) if start <= item["start"])
        number = item["vague_word"].lower() if item["bound"] == "vague" else item["value"]
        found[index].add((str(number), item["bound"]))
    return found


def main():
    attest, table = sys.argv[1], sys.argv[2]
    floor = float(sys.argv[sys.argv.index("--floor") + 1]) if "--floor" in sys.argv else 0
    shared = pathlib.Path(os.environ.get("ATTEST_SHARED") or pathlib.Path(__file__).parents[4] / "shared")
    folder = shared / "data" / "news"
    if not folder.is_dir():
        print(f"no headlines at {folder}: the study is skipped")
        return 77
    known = titles(folder)
    with open(table, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = [known[row["source"], row["id"]] for row in rows]
    for row, line in zip(rows, lines):
        if hashlib.sha256(line.encode()).hexdigest()[:16] != row["sha256"]:
            print(f"{row['source']} {row['id']}: not the headline that was labelled")
            return 1
    found = deaths(attest, lines)
    labels = [set() if row["deaths"] == "-" else {(row["deaths"].lower(), row["bound"])} for row in rows]
    right = sum(len(a & b) for a, b in zip(labels, found))
    suggested, labelled = sum(map(len, found)), sum(map(len, labels))
    agree = sum(a == b for a, b in zip(labels, found)) / len(rows)
    if "--misses" in sys.argv:
        for row, a, b in zip(rows, labels, found):
            if a != b:
                print(row["source"], row["id"], "labelled", sorted(a), "found", sorted(b))
    print(f"{len(rows)} headlines, {labelled} with deaths: precision {right / max(suggested, 1):.3f}, "
          f"recall {right / labelled:.3f}, headlines that agree wholly {agree:.3f}")
    return 0 if agree >= floor else 1


if __name__ == "__main__":
    sys.exit(main())

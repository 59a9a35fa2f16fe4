#!/usr/bin/env python3
"""How far two labellings of the same sentences agree.

    agreement.py SET.jsonl SECOND.jsonl [--floor KAPPA]

Prints the share of claims on which both agree, and Cohen's kappa of the fields of claims that both found (by their numbers)."""
import collections
import json
import sys


def number(claim):
    return claim.get("vague_word") or (claim["value"], claim["low"], claim["high"])


def plain(speaker):
    words = speaker.lower().replace("'", " ").split()
    return " ".join(w for w in words if w not in ("the", "a", "an", "le", "la", "les", "el", "los", "las", "un", "une", "l"))


def kappa(pairs):
    seen = sum(a == b for a, b in pairs) / len(pairs)
    left, right = collections.Counter(a for a, _ in pairs), collections.Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        first = {row["id"]: row for row in map(json.loads, file)}
    with open(sys.argv[2], encoding="utf-8") as file:
        second = [json.loads(line) for line in file]
    both, only = [], 0
    for row in second:
        left = {str(number(c)): c for c in first[row["id"]]["claims"]}
        right = {str(number(c)): c for c in row["claims"]}
        both += [(left[k], right[k]) for k in left if k in right]
        only += len(left.keys() ^ right.keys())
    agree = sum(all(a[f] == b[f] for f in ("measure", "category", "bound")) for a, b in both)
    print(f"{len(second)} sentences, {len(both) + only} claims of one labelling or both: {len(both) / (len(both) + only):.3f} found by "
          f"both, {agree / (len(both) + only):.3f} alike in number, measure, category and bound")
    lowest = 1.0
    for field in ("measure", "category", "bound", "speaker"):
        value = kappa([(plain(a[field]), plain(b[field])) for a, b in both])
        lowest = min(lowest, value)
        print(f"  {field:<9} kappa {value:.3f}")
    return 0 if "--floor" not in sys.argv or lowest >= float(sys.argv[sys.argv.index("--floor") + 1]) else 1


if __name__ == "__main__":
    sys.exit(main())

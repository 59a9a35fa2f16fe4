#!/usr/bin/env python3
"""How often the 95 % interval of the number of people holds the truth.

  families_study.py ATTEST [SETS] [RECORDS] [FIRST_SEED]     100 generated sets of 5,000 records

Prints a line a set and the figure beside the target; fails below it.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

GENERATOR = pathlib.Path(__file__).resolve().parents[3] / "bench/link/make_families.py"
TARGET = 0.90


def main():
    attest = sys.argv[1]
    sets, records, first = (int(value) for value in (sys.argv[2:5] + ["100", "5000", "1"][len(sys.argv) - 2:]))
    held, errors, widths = 0, [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + sets):
            with open(f"{folder}/families.csv", "w") as file:
                subprocess.run([sys.executable, GENERATOR, str(records), "--seed", str(seed)], stdout=file, check=True)
            done = subprocess.run([attest, "link", f"{folder}/families.csv", "--out", f"{folder}/out", "--truth", "person",
                                   "--samples", "100", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
            answer = json.loads(done.stdout)
            low, high = answer["samples"]["people_low"], answer["samples"]["people_high"]
            truth, estimate = answer["scores"]["people_true"], answer["people"]["estimate"]
            held += low <= truth <= high
            errors.append(estimate / truth - 1)
            widths.append((high - low) / truth)
            print(f"seed {seed}: {truth} people, estimate {estimate:.0f}, {low:.0f} to {high:.0f}, recall {answer['blocking_recall']:.4f}",
                  flush=True)
    print(f"families, {sets} sets of {records} records: interval holds the truth in {held} (target {TARGET * sets:.0f}); "
          f"mean error {100 * sum(errors) / sets:+.2f} %, mean width {100 * sum(widths) / sets:.2f} %")
    sys.exit(held < TARGET * sets)


main()

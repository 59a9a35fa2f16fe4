#!/usr/bin/env python3
"""Links the public lists as any user would and prints what was reached beside the target.

Usage: link_study.py ATTEST [TASK…]      tasks: T1 T1o T2 T3 T3o T4 T5 T9 T10 T11 T12
Data: $ATTEST_SHARED/data/linkage, else ../shared beside the project; absent: one line, exit 77.
Rows are shuffled and row names renumbered first, because file order gives the answer away. Prints counts
and rates, never a row. Definitions: docs/methods/linking.md.
"""
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("ATTEST_SHARED") or os.path.join(HERE, "..", "..", "..", "..", "shared")
DATA = os.path.join(SHARED, "data", "linkage")
SEEDS = [11, 12, 13, 14, 15]  # of the removals for open sets


def read(path):
    full = os.path.join(DATA, path)
    opened = gzip.open(full, "rt", encoding="utf-8", newline="") if path.endswith(".gz") else open(
        full, encoding="utf-8", newline="")
    with opened as file:
        return list(csv.reader(file))


def shuffled(table, seed, row_name):
    head, rows = table[0], [list(row) for row in table[1:]]
    random.Random(seed).shuffle(rows)
    if row_name:
        at = [name.strip() for name in head].index(row_name)
        for number, row in enumerate(rows):
            row[at] = str(number)
    return [head] + rows


def with_truth(table, truth_of):
    return [table[0] + ["truth"]] + [row + [truth_of(row)] for row in table[1:]]


class Study:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def write(self, name, table):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        return path

    def link(self, files, *options):
        out = os.path.join(self.folder, "out")
        command = [self.program, "link", *files, "--out", out, "--json", *options]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return json.loads(answer.stdout), out

    def by_row(self, files, truth, *options):
        """A row of the first list is right if its best link leads to any record of the right person."""
        tables = [list(csv.DictReader(open(f, encoding="utf-8", newline=""))) for f in files]
        answer, out = self.link(files, "--truth", truth, *options)
        best = {}
        with open(os.path.join(out, "pairs.csv"), encoding="utf-8", newline="") as file:
            for pair in csv.DictReader(file):
                chance, row = float(pair["probability"]), int(pair["row_l"])
                if (pair["file_l"], pair["file_r"]) == ("1", "2") and chance >= 0.5:
                    best[row] = max(best.get(row, (0, 0)), (chance, int(pair["row_r"])))
        first, second = ([row[truth] for row in table] for table in tables)
        known = set(filter(None, second))
        judged = [(first[row], second[other]) for row, (_, other) in best.items() if first[row] and second[other]]
        right = sum(a == b for a, b in judged)
        precision = right / max(1, len(judged))
        recall = right / max(1, sum(person in known for person in first if person))
        return 2 * precision * recall / max(1e-9, precision + recall), answer


def show(task, what, reached, target, better=lambda reached, target: reached >= target):
    mark = "reached" if better(reached, target) else "not reached"
    print(f"{task:4} {what:34} {reached:10.4f}   target {target:<8} {mark}", flush=True)


def ministry(date):
    return shuffled(read(f"gaza/moh_{date}.csv.gz"), 5, "row")


def airwars():
    return shuffled(read("gaza/airwars_victims.csv.gz"), 6, "victim_id")


def without_partners(first, second, truth, group_columns, seed):
    """The second list without the people of 30 % of the first list's groups."""
    at, chance = first[0].index(truth), random.Random(seed)
    columns = [first[0].index(column) for column in group_columns]
    groups = sorted({tuple(row[c] for c in columns) for row in first[1:] if row[at]})
    gone_groups = set(chance.sample(groups, int(0.3 * len(groups))))
    gone = {row[at] for row in first[1:] if tuple(row[c] for c in columns) in gone_groups}
    other = second[0].index(truth)
    return [second[0]] + [row for row in second[1:] if not row[other] or row[other] not in gone]


def open_sets(study, task, first, second, groups, target, *options):
    reached, errors = [], []
    for seed in SEEDS:
        files = [study.write("a.csv", first),
                 study.write("b.csv", without_partners(first, second, "pid", groups, seed))]
        f1, answer = study.by_row(files, "pid", *options)
        reached.append(f1)
        errors.append(answer["scores"]["calibration_error"])
    show(task, f"F1 by row, seeds {SEEDS[0]}-{SEEDS[-1]}", sum(reached) / len(reached), target)
    print(f"     from {min(reached):.4f} to {max(reached):.4f}")
    show(task, "calibration error, mean", sum(errors) / len(errors), 0.03, lambda error, most: error < most)


def two_lists(study, task, first, second, target, *options):
    files = [study.write("a.csv", first), study.write("b.csv", second)]
    show(task, "F1 by row", study.by_row(files, "pid", *options)[0], target)


def one_list(study, task, table, truth, pairs, clusters, largest=None):
    scores = study.link([study.write("a.csv", table)], "--truth", truth)[0]["scores"]
    show(task, "F1 of pairs", scores["default"]["f1"], pairs)
    if clusters:
        show(task, "F1 of clustered pairs", scores["clusters"]["f1"], clusters)
    if largest:
        show(task, "largest cluster", scores["largest_cluster"], largest, lambda a, b: a <= b)


def febrl(number):
    table = read(f"febrl/dataset{number}.csv.gz")
    return shuffled(with_truth(table, lambda row: row[0].split("-")[1]), 3, "rec_id")


def t5(study):
    scores = study.link([study.write("a.csv", ministry("20240329"))], "--truth", "pid")[0]["scores"]["default"]
    show("T5", "recall", scores["recall"], 0.95)
    show("T5", "pairs called", scores["called"], 1000, lambda a, b: a <= b)


ONCE = ["--once", "1", "--once", "2"]
ARABIC, ENGLISH = ["--column", "1:name=name_ar"], ["--column", "1:name=name_en"]
FAMILY = ["incident_id", "family_id"]
TASKS = {
    "T1": lambda s: two_lists(s, "T1", airwars(), ministry("20240831"), 0.965, *ARABIC, *ONCE),
    "T1o": lambda s: open_sets(s, "T1o", airwars(), ministry("20240831"), FAMILY, 0.95, *ARABIC, *ONCE),
    "T2": lambda s: two_lists(s, "T2", airwars(), ministry("20240831"), 0.945, *ENGLISH, *ONCE),
    "T3": lambda s: two_lists(s, "T3", ministry("20231026"), ministry("20240329"), 0.988),
    "T3o": lambda s: open_sets(s, "T3o", ministry("20231026"), ministry("20240329"), ["pid"], 0.97),
    "T4": lambda s: two_lists(s, "T4", ministry("20240329"), ministry("20240831"), 0.945, "--column", "ignore=dob"),
    "T5": t5,
    "T9": lambda s: one_list(s, "T9", shuffled(read("splink/historical_50k.csv.gz"), 2, "unique_id"), "cluster",
                             0.87, 0.92, 30),
    "T10": lambda s: one_list(s, "T10", shuffled(read("splink/fake_1000.csv"), 1, "unique_id"), "cluster", 0.91, 0.93),
    "T11": lambda s: (one_list(s, "T11", febrl("3"), "truth", 0.998, None),
                      show("T11", "FEBRL4, F1 of pairs", s.link(
                          [s.write("a.csv", febrl("4a")), s.write("b.csv", febrl("4b"))], "--truth",
                          "truth")[0]["scores"]["default"]["f1"], 0.9998)),
    "T12": lambda s: one_list(s, "T12", shuffled(read("rldata/RLdata500.csv"), 4, "rec_id"), "ent_id", 0.99, None),
}


def main():
    if not os.path.isdir(DATA):
        print("skipped: no linkage data (set ATTEST_SHARED)")
        return 77
    program, wanted = sys.argv[1], sys.argv[2:] or list(TASKS)
    with tempfile.TemporaryDirectory() as folder:
        for task in wanted:
            TASKS[task](Study(program, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())

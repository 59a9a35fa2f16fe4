#!/usr/bin/env python3
"""Decisions about linked pairs for the story of linking.

  link_decisions.py OUT            one sure pair as different, two strangers as same: id_l,id_r,decision,author,reason
  link_decisions.py OUT DECIDED    whether the run and its draws keep to them
  link_decisions.py OUT --labels   a hundred pairs as labels, by the cluster they are in
"""
import collections
import csv
import sys


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def main():
    out = sys.argv[1]
    place = {(row["file"], row["row"]): row for row in rows(f"{out}/clusters.csv")}
    cluster = {row["id"]: row["cluster"] for row in place.values()}
    if len(sys.argv) == 2:
        sure = next(row for row in rows(f"{out}/pairs.csv") if float(row["probability"]) > 0.999)
        strangers = [row["id"] for row in list(place.values())[:400] if row["cluster"] not in (cluster[sure["id_l"]],)]
        apart = next(other for other in strangers[1:] if cluster[other] != cluster[strangers[0]])
        print("id_l,id_r,decision,author,reason")
        print(f"{sure['id_l']},{sure['id_r']},different,Ada,two brothers")
        print(f"{strangers[0]},{apart},same,Ada,told by a neighbour")
    elif sys.argv[2] == "--labels":
        print("unique_id_l,unique_id_r,clerical_match_score")
        for row in rows(f"{out}/pairs.csv")[:100]:
            print(f"{row['id_l']},{row['id_r']},{int(cluster[row['id_l']] == cluster[row['id_r']])}")
    else:
        draws = collections.defaultdict(dict)
        for row in rows(f"{out}/samples.csv"):
            draws[row["sample"]][place[row["file"], row["row"]]["id"]] = row["cluster"]
        settled = draws.pop("all", {})
        for row in rows(sys.argv[2]):
            def of(draw, record):
                return draw.get(record) or settled[record]
            joined = sum(of(draw, row["id_l"]) == of(draw, row["id_r"]) for draw in draws.values())
            together = cluster[row["id_l"]] == cluster[row["id_r"]]
            if row["decision"] == "different":
                print(f"different: {'together' if together else 'apart'} in the run, together in {joined} of {len(draws)} draws")
            else:
                print(f"same: {'together' if together else 'apart'} in the run, apart in {len(draws) - joined} of {len(draws)} draws")


main()

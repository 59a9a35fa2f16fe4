#!/usr/bin/env python3
"""Invented figures about invented incidents.   make_claims.py ROWS >claims.csv"""
import csv
import random
import sys

chance = random.Random(3)
write = csv.writer(sys.stdout, lineterminator="\n")
write.writerow("id about wording value measure category asserted_by kind affiliation date seen".split())
for i in range(int(sys.argv[1])):
    party = chance.choice(["North", "South", "none"])
    write.writerow([f"C{i:06d}", f"Village {i % 200}", "killed in the attack", chance.randint(1, 900),
                    chance.choice(["killed", "wounded", "missing", "bodies examined"]),
                    chance.choice(["all", "women", "children", "civilians"]), f"{party} office {chance.randint(1, 40)}",
                    chance.choice(["state party", "NGO", "press"]), party,
                    f"19{chance.randint(90, 99)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", chance.choice(["yes", "recalled"])])

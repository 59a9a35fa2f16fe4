#!/usr/bin/env python3
"""A list of invented persons: 8 columns, about 58 bytes a row.   make_list.py ROWS [CHANGED] >list.csv
CHANGED rows in a thousand differ from the list made without it, for measuring a newer version of one list."""
import random
import sys

GIVEN = "Aram Leyla Samir Nadia Tigran Elnur Mariam Yusuf Anahit Rashid Sona Kamran Hayk Aysel Omar Lilit".split()
FAMILY = "Abbasov Petrosyan Haddad Mansurov Sarkisian Nasser Aliyeva Grigoryan Khalil Vardanyan Rzayev Salem".split()
PLACE = "Northgate,Riverside,Old Town,Hillside,Station Road,Lakeside,Orchard,Millfield".split(",")


def main():
    rows = int(sys.argv[1])
    changed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance = random.Random(1)
    other = random.Random(2)
    out = ["id,name,father,sex,birth_date,death_date,place,source_note"]
    for i in range(rows):
        year, month, day = chance.randint(1920, 1990), chance.randint(1, 12), chance.randint(1, 28)
        row = [f"P{i:07d}", f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", chance.choice(GIVEN), chance.choice("mf"),
               f"{year}-{month:02d}-{day:02d}", f"1992-02-{chance.randint(1, 28):02d}", chance.choice(PLACE), ""]
        if changed and other.randrange(1000) < changed:
            row[6] = "Moved"
        out.append(",".join(row))
        if len(out) == 10000:
            sys.stdout.write("\n".join(out) + "\n")
            out = []
    if out:
        sys.stdout.write("\n".join(out) + "\n")


main()

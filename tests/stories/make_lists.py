#!/usr/bin/env python3
"""Three lists of invented people that overlap, with slips of spelling: a.csv, b.csv, c.csv in the folder at hand."""
import csv
import itertools
import random

GIVEN = "Aram Leyla Samir Nadia Tigran Elnur Mariam Yusuf Anahit Rashid Sona Kamran Hayk Aysel Omar Lilit Davit Farid Gohar Huda".split()
FAMILY = "Abbasov Petrosyan Haddad Mansurov Sarkisian Nasser Grigoryan Khalil Vardanyan Rzayev Salem Hakobyan".split()
chance = random.Random(5)
people = [(f"{given} {family}", "female" if i % 3 else "male", f"19{40 + i % 50}-{1 + i % 12:02d}-{1 + i % 28:02d}", f"199{2 + i % 2}-02-{1 + i % 27:02d}")
          for i, (given, family) in enumerate(itertools.product(GIVEN, FAMILY))]
chance.shuffle(people)
for name, share in (("a", 0.6), ("b", 0.5), ("c", 0.45)):
    with open(f"{name}.csv", "w", newline="") as file:
        write = csv.writer(file)
        write.writerow(["id", "name", "sex", "born", "died"])
        rows = [person for person in people if chance.random() < share]
        for number, (person, sex, born, died) in enumerate(rows):
            if chance.random() < 0.05:
                person = person[:2] + person[3:]
            write.writerow([f"{name}{number}", person, sex, born, died])

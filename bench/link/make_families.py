#!/usr/bin/env python3
"""Lists of invented people who live in families: what tells two brothers apart is little, and that is the point.

  make_families.py RECORDS [--seed 1] [--people 0.6] [--grandfather] [--lists 1] >families.csv

PEOPLE × RECORDS people. Brothers and sisters share father, family name and place; cousins share grandfather,
family name and mostly place. Each person is written down one to six times by hands that err: slips of the pen, other
spellings of one sound, another script than the family's, initials, fields left out, births on the first of January
where the day is not known, day and month exchanged, a digit misread, a place moved to. Rows are shuffled. The column
`person` tells who it was. Names are made of syllables; each syllable is written in Latin, Arabic, Cyrillic or Armenian
letters. With --lists N a column `list` spreads the rows over N lists. How much goes wrong is set so that five rules of
equal fields hold about 0.76 of the true pairs.
"""
import argparse
import bisect
import itertools
import random
import sys

# sound: Latin spellings (the first is the usual one), Arabic, Cyrillic, Armenian
CONSONANTS = [
    (("b",), "ب", "б", "բ"), (("d",), "د", "д", "դ"), (("f", "ph"), "ف", "ф", "ֆ"), (("g", "gh"), "غ", "г", "գ"),
    (("h",), "ه", "х", "հ"), (("j", "dj"), "ج", "дж", "ջ"), (("k", "c", "q"), "ك", "к", "կ"), (("l",), "ل", "л", "լ"),
    (("m",), "م", "м", "մ"), (("n",), "ن", "н", "ն"), (("r",), "ر", "р", "ր"), (("s", "ss"), "س", "с", "ս"),
    (("sh", "ch"), "ش", "ш", "շ"), (("t",), "ت", "т", "տ"), (("v", "w"), "و", "в", "վ"), (("z",), "ز", "з", "զ"),
    (("kh", "h"), "خ", "х", "խ"),
]
VOWELS = [(("a", "e"), "ا", "а", "ա"), (("i", "ee", "y"), "ي", "и", "ի"), (("u", "oo", "ou"), "و", "у", "ու")]
LATIN, ARABIC, CYRILLIC, ARMENIAN = range(4)
LETTERS = ["abdefghijklmnorstuvz", "بدفغهجكلمنرستوزشخ", "абдефгхиклмнорстувз", "աբդեֆգհիկլմնորստուվզ"]
ENDINGS = [("", "", "", ""), ("", "", "", ""), ("ian", "يان", "ян", "յան"), ("ov", "وف", "ов", "ով"), ("i", "ي", "и", "ի")]


class Name:
    """One name with its spelling in each script, and other Latin spellings of the same sounds."""

    def __init__(self, chance, syllables, ending):
        sounds = []
        for _ in range(syllables):
            sounds += [chance.choice(CONSONANTS), chance.choice(VOWELS)]
        if chance.random() < 0.5:
            sounds.append(chance.choice(CONSONANTS))
        self.spelt = []
        for script in range(4):
            letters = [sound[script][0] if script == LATIN else sound[script] for sound in sounds]
            if script == ARABIC:  # the first vowel is short and not written
                letters[1] = "" if sounds[1] is VOWELS[0] else letters[1]
            word = "".join(letters) + ending[script]
            self.spelt.append(word if script == ARABIC else word.capitalize())
        self.other = {self.spelt[LATIN]}
        for _ in range(6):
            word = "".join(chance.choice(sound[LATIN]) if chance.random() < 0.3 else sound[LATIN][0] for sound in sounds)
            self.other.add((word + ending[LATIN]).capitalize())
        self.other = sorted(self.other - {self.spelt[LATIN]}) or [self.spelt[LATIN]]


class Stock:
    """Names by popularity: the rank-th is as common as (rank + 10) to the power of minus steepness."""

    def __init__(self, chance, size, syllables, steepness, endings=((("",) * 4),)):
        known = set()
        self.names = []
        while len(self.names) < size:
            name = Name(chance, chance.choice(syllables), chance.choice(endings))
            if name.spelt[LATIN] not in known:
                known.add(name.spelt[LATIN])
                self.names.append(name)
        self.bounds = list(itertools.accumulate((rank + 10) ** -steepness for rank in range(size)))

    def draw(self, chance):
        return self.names[bisect.bisect(self.bounds, chance.random() * self.bounds[-1])]


class Person:
    __slots__ = ("number", "given", "father", "grandfather", "family", "sex", "born", "place", "script")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)


class World:
    def __init__(self, seed, people):
        self.chance = random.Random(seed)
        size = max(400, people // 60)
        self.men = Stock(self.chance, min(500, size), (2, 2, 3), 0.9)
        self.women = Stock(self.chance, min(500, size), (2, 2, 3), 0.9)
        self.families = Stock(self.chance, min(12000, size), (2, 3), 0.8, ENDINGS)
        self.places = Stock(self.chance, min(300, size), (2, 3), 0.8)

    def people(self, count):
        """Families one after another, until there are `count` people."""
        made = 0
        while True:
            for person in self.clan():
                made += 1
                person.number = made
                yield person
                if made == count:
                    return

    def clan(self):
        """A man, his children, and the children of his sons."""
        chance = self.chance
        script = bisect.bisect((0.35, 0.70, 0.90), chance.random())
        family, place = self.families.draw(chance), self.places.draw(chance)
        oldest, before, earlier = self.men.draw(chance), self.men.draw(chance), self.men.draw(chance)
        year = chance.randint(1895, 1960)
        yield self.person(oldest, before, earlier, family, "m", year, place, script)
        for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
            born = year + chance.randint(18, 42)
            if chance.random() < 0.5:
                yield self.person(self.women.draw(chance), oldest, before, family, "f", born, place, script)
                continue
            father = self.men.draw(chance)
            home = place if chance.random() < 0.85 else self.places.draw(chance)
            yield self.person(father, oldest, before, family, "m", born, home, script)
            used = set()
            for _ in range(chance.choice((0, 1, 2, 3, 4, 5, 6))):
                sex = chance.choice("mf")
                given = (self.men if sex == "m" else self.women).draw(chance)
                if given in used and chance.random() < 0.9:  # few brothers have one name
                    continue
                used.add(given)
                yield self.person(given, father, oldest, family, sex, born + chance.randint(17, 40), home, script)

    def person(self, given, father, grandfather, family, sex, year, place, script):
        born = (year, self.chance.randint(1, 12), self.chance.randint(1, 28))
        return Person(0, given, father, grandfather, family, sex, born, place, script)


class Hand:
    """Writes a person down, with the errors of people who write."""

    def __init__(self, world):
        self.chance = world.chance
        self.world = world

    def slip(self, word, script):
        if len(word) < 3:
            return word
        at, letter = self.chance.randrange(1, len(word)), self.chance.choice(LETTERS[script])
        return (word[:at] + letter + word[at + 1:], word[:at] + word[at + 1:], word[:at] + letter + word[at:],
                word[:at - 1] + word[at] + word[at - 1] + word[at + 1:])[self.chance.randrange(4)]

    def name(self, name, script, missing, initial):
        drawn = self.chance.random()
        if drawn < missing:
            return ""
        word = name.spelt[script]
        if script == LATIN and self.chance.random() < 0.08:
            word = self.chance.choice(name.other)
        if drawn > 1 - initial:
            return word[0]
        return self.slip(word, script) if self.chance.random() < 0.04 else word

    def birth(self, born):
        year, month, day = born
        drawn = self.chance.random()
        if drawn < 0.10:
            return ""
        if drawn < 0.18:
            return f"{year:04d}-01-01"
        if drawn < 0.20 and day <= 12:
            month, day = day, month
        elif drawn < 0.22:
            year += self.chance.choice((-10, -1, 1, 10))
        elif drawn < 0.25:
            day = max(1, min(28, day + self.chance.choice((-10, -1, 1, 10))))
        elif drawn < 0.26:
            month = self.chance.randint(1, 12)
        return f"{year:04d}-{month:02d}-{day:02d}"

    def place(self, place, script):
        drawn = self.chance.random()
        if drawn < 0.08:
            return ""
        if drawn < 0.13:
            place = self.world.places.draw(self.chance)
        return self.name(place, script, 0, 0)

    def sex(self, sex):
        drawn = self.chance.random()
        return "" if drawn < 0.05 else sex if drawn < 0.99 else "mf"[sex == "m"]

    def row(self, person):
        script = person.script
        if self.chance.random() < 0.07:
            script = LATIN if script != LATIN else ARABIC
        return [self.name(person.given, script, 0.01, 0.02), self.name(person.father, script, 0.15, 0.02),
                self.name(person.grandfather, script, 0.30, 0.01), self.name(person.family, script, 0.03, 0),
                self.sex(person.sex), self.birth(person.born), self.place(person.place, script), str(person.number)]


def copies(records, people, chance):
    """How often each person is written down, so that the rows are `records` in all."""
    count = [1] * people
    extra = records - people
    while extra > 0:
        at = chance.randrange(people)
        if count[at] < 6:
            count[at] += 1
            extra -= 1
    return count


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--people", type=float, default=0.6, help="people a record")
    arguments.add_argument("--grandfather", action="store_true", help="with a column of grandfathers' names")
    arguments.add_argument("--lists", type=int, default=1)
    options = arguments.parse_args()
    people = max(1, round(options.records * options.people))
    world = World(options.seed, people)
    hand = Hand(world)
    rows = []
    for person, times in zip(world.people(people), copies(options.records, people, world.chance)):
        rows += [hand.row(person) for _ in range(times)]
    world.chance.shuffle(rows)
    columns = ["given_name", "father_name", "grandfather_name", "family_name", "sex", "birth_date", "place", "person"]
    kept = [i for i, name in enumerate(columns) if options.grandfather or name != "grandfather_name"]
    lists = [f",{1 + i % options.lists}" if options.lists > 1 else "" for i in range(options.lists)]
    out = sys.stdout
    out.write("id," + ",".join(columns[i] for i in kept) + (",list" if options.lists > 1 else "") + "\n")
    for start in range(0, len(rows), 10000):
        out.write("".join(f"R{start + n:07d}," + ",".join([row[i] for i in kept])
                          + lists[(start + n) % options.lists] + "\n" for n, row in enumerate(rows[start:start + 10000])))


main()

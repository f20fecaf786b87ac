#!/usr/bin/env python3
"""Makes what the peers compete on: a rubric, assessments by it, and the same rules as SQL.

usage: generate.py ROWS FOLDER [alike|random]

The rubric has eight parameters with three levels of criteria on 28 facts: counts, shares, ja/nej and
ordered choices, a minimum that depends on the kind of supplier, and some facts missing. The SQL is made
from the same table of criteria; its three-valued AND and OR are the rubric's own treatment of what is
missing. The file has 36 columns and about 200 bytes a row; the same call makes the same bytes.

There are two kinds of data. Rows that are alike come in the order of their ids, and say the same few things in row after
row, as registers do; hardly one reaches højt. Random ones are in no order, each number and name is drawn anew, and they
reach every level."""

import pathlib
import random
import sys

PARAMETERS = ["aktiv_praksis", "praksiserfaring", "uddannelse", "fagmiljoe",
              "samarbejdsformer", "vidensudvikling", "metoder", "hjaelpemidler"]
LEVELS = ["let", "moderat", "hoejt"]
OFTEN = ["aldrig", "årligt", "kvartalsvis", "månedligt", "ugentligt"]
KINDS = ["botilbud", "doegninstitution", "dagtilbud", "ambulant", "matrikelloes"]
COUNTS = [f"antal_{i:02}" for i in range(12)]
SHARES = [f"andel_{i}" for i in range(8)]
BOOLS = [f"har_{i}" for i in range(6)]
CHOICES = ["sparring", "supervision"]
IDENTITY = ["leverandoer_id", "leverandoer", "maalgruppe", "vurderingsdato", "leverandoertype",
            "socialtilsyn", "driftsform", "fornoeden_kvalitet"]
NAMES = ["Botilbuddet Mimers Brønd", "Bofællesskabet Hugin og Munin", "Mentorkorpset Ti Stille Timer",
         "Dagtilbuddet Idas Blomster", "Behandlingshjemmet Den Lille Havfrue"]
SYLLABLES = ["bæk", "dal", "eng", "fjord", "gård", "holm", "kær", "lund", "mose", "ring", "skov", "sund", "tun", "vang", "vig", "ås"]
HEADER = IDENTITY + COUNTS + SHARES + BOOLS + CHOICES

# (parameter, level) -> criteria: a fact and its test.
CRITERIA = {}
for p, parameter in enumerate(PARAMETERS):
    for level in range(3):
        leaves = [("min", SHARES[p], 20 + 25 * level)]
        if parameter == "aktiv_praksis":
            leaves = [("min_for", COUNTS[level], [4, 6, 8][level], "matrikelloes", [2, 4, 5][level])]
        elif p in (1, 2, 3):
            leaves.append(("min", COUNTS[p * 2 + 1], 3 + 3 * level))
        elif p in (4, 5):
            leaves.append(("min", CHOICES[p - 4], OFTEN[level + 1]))
        if level == 2 and p >= 2:
            leaves.append(("is", BOOLS[p - 2]))
        if level == 1 and p == 6:
            leaves.append(("any", ("min", COUNTS[8], 4), ("min", COUNTS[9], 6)))
        CRITERIA[parameter, level] = leaves


def pairs(leaf):
    match leaf:
        case ("min", fact, bound):
            return [f'indicator = "{fact}"', f'min = "{bound}"' if isinstance(bound, str) else f"min = {bound}"]
        case ("min_for", fact, bound, kind, other):
            return [f'indicator = "{fact}"', f"min = {bound}",
                    f'min_for = [ {{ leverandoertype = "{kind}", min = {other} }} ]']
        case ("is", fact):
            return [f'indicator = "{fact}"', "is = true"]
        case ("any", *leaves):
            return ["any_of = [ " + ", ".join("{ " + ", ".join(pairs(x)) + " }" for x in leaves) + " ]"]


def sql_leaf(leaf):
    match leaf:
        case ("min", fact, bound) if isinstance(bound, str):
            places = " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate(OFTEN))
            return f"(CASE {fact} {places} END >= {OFTEN.index(bound)})"
        case ("min", fact, bound):
            return f"({fact} >= {bound})"
        case ("min_for", fact, bound, kind, other):
            return f"({fact} >= CASE WHEN leverandoertype = '{kind}' THEN {other} ELSE {bound} END)"
        case ("is", fact):
            return f"({fact} = 'ja')"
        case ("any", *leaves):
            return "(" + " OR ".join(sql_leaf(x) for x in leaves) + ")"


def rubric():
    out = ['schema = 1', '[rubric]', 'id = "maaling"', 'version = "1"', 'title = "Måling"', 'maalgruppe = "Måling"',
           'status = "illustrativ"', '[groups]', f'leverandoertype = {KINDS}'.replace("'", '"')]
    for kind, facts in (("count", COUNTS), ("share", SHARES), ("bool", BOOLS)):
        for fact in facts:
            out += [f"[indicators.{fact}]", f'type = "{kind}"', f'label = "Oplysning {fact}"']
    for fact in CHOICES:
        out += [f"[indicators.{fact}]", 'type = "choice"', "ordered = true",
                f"options = {OFTEN}".replace("'", '"'), f'label = "Oplysning {fact}"']
    n = 0
    for parameter in PARAMETERS:
        out += [f"[parameters.{parameter}.guidance]", 'let = "let"', 'moderat = "moderat"', 'hoejt = "højt"']
        for level in range(3):
            for leaf in CRITERIA[parameter, level]:
                n += 1
                out += [f"[[parameters.{parameter}.{LEVELS[level]}]]", f'id = "K{n}"', 'text = "krav"']
                out += pairs(leaf)
    return "\n".join(out) + "\n"


def query(source, target):
    points = []
    for parameter in PARAMETERS:
        holds = ["(" + " AND ".join(sql_leaf(x) for x in CRITERIA[parameter, level]) + ")" for level in range(3)]
        for end, test in (("min", "{} IS TRUE"), ("max", "{} IS NOT FALSE")):
            a, b, c = (test.format(h) for h in holds)
            points.append(f"(CASE WHEN {a} THEN CASE WHEN {b} THEN CASE WHEN {c} THEN 3 ELSE 2 END ELSE 1 END ELSE 0 END) AS {parameter}_{end}")
    level = "CASE WHEN {0} >= 20 THEN 3 WHEN {0} >= 12 THEN 2 WHEN {0} >= 4 THEN 1 ELSE 0 END"
    s_min, s_max = ("(" + " + ".join(f"{p}_{end}" for p in PARAMETERS) + ")" for end in ("min", "max"))
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in IDENTITY + BOOLS + CHOICES)
    numbers = ", ".join(f"'{name}': 'DOUBLE'" for name in COUNTS + SHARES)
    return f"""COPY (
WITH facts AS (SELECT * FROM read_csv('{source}', delim=';', header=true, decimal_separator=',', columns={{{types_in_order(types, numbers)}}})),
points AS (SELECT {", ".join(IDENTITY)}, {", ".join(points)} FROM facts),
levels AS (SELECT *, {level.format(s_min)} AS niveau_min, {level.format(s_max)} AS niveau_max FROM points)
SELECT *, CASE WHEN fornoeden_kvalitet = 'nej' THEN 'uden_kvalitet'
  WHEN fornoeden_kvalitet IS NULL OR niveau_min <> niveau_max THEN 'uafklaret'
  WHEN niveau_min = 0 THEN 'under_let' ELSE 'indplaceret' END AS status FROM levels
) TO '{target}' (HEADER, DELIMITER ',');
"""


def types_in_order(types, numbers):
    both = dict(item.split(": ") for item in f"{types}, {numbers}".split(", "))
    return ", ".join(f"'{name}': {both[chr(39) + name + chr(39)]}" for name in HEADER)


def cells(draw):
    def maybe(text, missing=0.004):
        return "" if draw.random() < missing else text
    row = [draw.choice(["Nord", "Midt", "Syd", "Øst", "Hovedstaden"]),
           draw.choice(["kommunal", "regional", "privat"]),
           draw.choice(["ja"] * 60 + ["nej", ""])]
    row += [maybe(str(draw.randint(0, 14))) for _ in COUNTS]
    row += [maybe(f"{draw.randint(0, 100)}" + draw.choice(["", ",5"]) if (n := draw.randint(0, 3)) else "55") for _ in SHARES]
    row = [cell.replace("100,5", "100").replace("0,5", "5") if cell in ("100,5", "0,5") else cell for cell in row]
    row += [maybe(draw.choice(["ja", "nej"])) for _ in BOOLS]
    row += [maybe(draw.choice(OFTEN)) for _ in CHOICES]
    return ";".join(row)


def alike(draw, rows):
    pool = [cells(draw) for _ in range(20_000)]
    for n in range(rows):
        yield f"{n:07}", f"{NAMES[n % 5]}, afdeling {n % 977}", pool[(n * 7919) % len(pool)]


def drawn(draw, rows):
    """Each row has a strength, which says about how far each of its facts reaches."""
    chance, whole = draw.random, lambda low, high: low + int(draw.random() * (high - low + 1))
    counts = [(0, 2), (4, 5), (6, 7), (10, 99_999)]
    shares = [(1, 19), (20, 44), (45, 69), (70, 99)]
    for n in range(rows):
        strength = 3.5 * chance()

        def fact(write):
            return "" if chance() < 0.004 else write(min(3, int(strength + chance())))

        row = [draw.choice(["Nord", "Midt", "Syd", "Øst", "Hovedstaden"]), draw.choice(["kommunal", "regional", "privat"]),
               "ja" if chance() < 0.97 else draw.choice(["nej", ""])]
        row += [fact(lambda reach: str(whole(*counts[reach]))) for _ in COUNTS]
        row += [fact(lambda reach: f"{whole(*shares[reach])},{whole(0, 99):02}") for _ in SHARES]
        row += [fact(lambda reach: "ja" if reach == 3 else "nej") for _ in BOOLS]
        row += [fact(lambda reach: OFTEN[reach + (chance() < 0.5)]) for _ in CHOICES]
        name = "".join(draw.choice(SYLLABLES) for _ in range(4)).capitalize()
        # The factor and the number of ids have no divisor in common, so that none comes twice.
        yield f"{n * 2_654_435_761 % 100_000_000:08}", f"Botilbuddet {name} {whole(1, 9_999)}", ";".join(row)


def main():
    rows, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    kind = {"alike": alike, "random": drawn}[sys.argv[3] if len(sys.argv) > 3 else "alike"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rubric.toml").write_text(rubric(), encoding="utf-8")
    draw = random.Random(2021)
    dates = [f"{day:02}-{month:02}-2021" for month in range(1, 7) for day in range(1, 29)]
    with open(folder / "data.csv", "w", encoding="utf-8", newline="\n") as out:
        out.write(";".join(HEADER) + "\n")
        for n, (id, name, facts) in enumerate(kind(draw, rows)):
            out.write(f"{id};{name};maaling;{dates[n % len(dates)]};{KINDS[n % 5]};{facts}\n")
    (folder / "query.sql").write_text(query(folder / "data.csv", folder / "duckdb.csv"), encoding="utf-8")


if __name__ == "__main__":
    main()

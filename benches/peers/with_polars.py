"""The rules as expressions in Polars, lazily, out to CSV. usage: with_polars.py FOLDER

The expressions are made from the criteria that rubric and SQL are made from."""

import os
import pathlib
import sys

os.environ["POLARS_MAX_THREADS"] = "2"
import polars as pl

from generate import CRITERIA, COUNTS, HEADER, IDENTITY, OFTEN, PARAMETERS, SHARES


def leaf(rule):
    match rule:
        case ("min", fact, str(bound)):
            places = pl.col(fact).replace_strict(OFTEN, list(range(len(OFTEN))), default=None, return_dtype=pl.Int8)
            return places >= OFTEN.index(bound)
        case ("min", fact, bound):
            return pl.col(fact) >= bound
        case ("min_for", fact, bound, kind, other):
            return pl.col(fact) >= pl.when(pl.col("leverandoertype") == kind).then(other).otherwise(bound)
        case ("is", fact):
            return pl.col(fact) == "ja"
        case ("any", *rules):
            return any_of([leaf(x) for x in rules])


def any_of(terms):
    out = terms[0]
    for term in terms[1:]:
        out = out | term
    return out


def all_of(terms):
    out = terms[0]
    for term in terms[1:]:
        out = out & term
    return out


def steps(first, second, third):
    return pl.when(first & second & third).then(3).when(first & second).then(2).when(first).then(1).otherwise(0)


def points():
    for parameter in PARAMETERS:
        holds = [all_of([leaf(x) for x in CRITERIA[parameter, level]]) for level in range(3)]
        for end, unknown in (("min", False), ("max", True)):
            yield steps(*(one.fill_null(unknown) for one in holds)).alias(f"{parameter}_{end}")


def level(end):
    total = pl.sum_horizontal([f"{parameter}_{end}" for parameter in PARAMETERS])
    return pl.when(total >= 20).then(3).when(total >= 12).then(2).when(total >= 4).then(1).otherwise(0).alias(f"niveau_{end}")


STATUS = (pl.when(pl.col("fornoeden_kvalitet") == "nej").then(pl.lit("uden_kvalitet"))
          .when(pl.col("fornoeden_kvalitet").is_null() | (pl.col("niveau_min") != pl.col("niveau_max"))).then(pl.lit("uafklaret"))
          .when(pl.col("niveau_min") == 0).then(pl.lit("under_let"))
          .otherwise(pl.lit("indplaceret")).alias("status"))

folder = pathlib.Path(sys.argv[1])
types = {name: pl.Float64 if name in COUNTS + SHARES else pl.String for name in HEADER}
(pl.scan_csv(folder / "data.csv", separator=";", decimal_comma=True, schema=types)
 .select(*IDENTITY, *points())
 .with_columns(level("min"), level("max"))
 .with_columns(STATUS)
 .sink_csv(folder / "polars.csv"))

"""The rules as SQL in DuckDB. usage: with_duckdb.py FOLDER"""

import pathlib
import sys

import duckdb

connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute((pathlib.Path(sys.argv[1]) / "query.sql").read_text(encoding="utf-8"))

"""Scores a partitioned set of assessments on Spark, through the binary, one process a partition.

usage: spark-submit score_on_spark.py HEADER INPUT OUTPUT [PARTITIONS]
       needs: pip install pyspark, Java 17, and indplacer on the path of every worker (or in INDPLACER)

HEADER is a file whose first line is the header; INPUT is a folder (or glob) of pieces without headers, in
UTF-8; OUTPUT is a folder that does not exist yet, for records in JSON Lines and the rejected rows beside them.

Placing is a function of one row, so the pieces together are the whole. Only the search for rows that come
twice looks at several: so the rows of a supplier go to the same partition, by leverandoer_id. Rows with a
line break inside quotes are not one line to Spark: such a file is scored in one process, which is fast."""

import csv
import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from pyspark import SparkContext

BINARY = os.environ.get("INDPLACER", "indplacer")
ROWS_REJECTED = 1


def delimiter_of(header):
    return max(";,\t", key=header.count)


def key_of(header):
    """The function from a row to its leverandoer_id; here the header has the column by its own name."""
    delimiter = delimiter_of(header)
    column = next(csv.reader([header], delimiter=delimiter)).index("leverandoer_id")
    return lambda row: next(csv.reader([row], delimiter=delimiter))[column].strip()


def partition_of(key):
    """The same on every worker, as hash() is not."""
    return zlib.crc32(key.encode())


def score(header):
    """The function from the rows of a partition to their records, and the rejected rows as they were."""
    def of_partition(rows):
        with tempfile.TemporaryDirectory() as folder:
            head, piece, records, rejects = (Path(folder) / name for name in ("head", "piece.csv", "r.jsonl", "x.csv"))
            head.write_text(header + "\n", encoding="utf-8")
            with open(piece, "w", encoding="utf-8", newline="\n") as out:
                out.writelines(row + "\n" for row in rows)
            with open(piece, "rb") as piece_in:
                done = subprocess.run(
                    [BINARY, "score", "-", "--header-from", head, "--encoding", "utf-8", "--quiet",
                     "--output", records, "--rejects", rejects],
                    stdin=piece_in, stderr=subprocess.PIPE, text=True, encoding="utf-8")
            if done.returncode not in (0, ROWS_REJECTED):
                raise RuntimeError(f"exit code {done.returncode}: {done.stderr}")
            for line in records.read_text(encoding="utf-8").splitlines():
                yield "record", line
            # The first line is the header.
            for line in rejects.read_text(encoding="utf-8").splitlines()[1:]:
                yield "rejected", line
    return of_partition


def main():
    header_file, source, target = sys.argv[1:4]
    partitions = int(sys.argv[4]) if len(sys.argv) > 4 else 8
    with open(header_file, encoding="utf-8-sig") as text:
        header = text.readline().rstrip("\r\n")
    spark = SparkContext(appName="indplacer")
    by_supplier = (spark.textFile(source)
                   .filter(lambda row: row.strip())
                   .keyBy(key_of(header))
                   .partitionBy(partitions, partition_of)
                   .values())
    scored = by_supplier.mapPartitions(score(header)).cache()
    for kind, folder in (("record", "records"), ("rejected", "rejected")):
        scored.filter(lambda pair: pair[0] == kind).values().saveAsTextFile(f"{target}/{folder}")
    spark.stop()


main()

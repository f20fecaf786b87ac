#!/usr/bin/env python3
"""How the cost of scoring grows with the rows, from a hundred to ten million, with and without the search for duplicates.

usage: growth.py BINARY [LARGEST [ROUNDS]]        needs about 5 GB of disk for ten million rows"""

import pathlib
import statistics
import subprocess
import sys
import tempfile

from run import HERE, run


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    largest = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    print(f"{'rows':>10} {'MB':>7} {'wall s':>9} {'cpu s':>9} {'µs a row':>9} {'MiB':>7} {'bytes a row':>12} {'MiB, duplicates allowed':>24}")
    rows = 100
    while rows <= largest:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            subprocess.run([sys.executable, HERE / "generate.py", str(rows), folder], check=True)
            size = (folder / "data.csv").stat().st_size / 1e6
            score = [binary, "score", folder / "data.csv", "--rubrics", folder / "rubric.toml", "--quiet", "-o", folder / "ours.csv"]
            figures = [run(score) for _ in range(rounds + 1)][1:]
            peak = max(mib for *_, mib in figures)
            free = run([*score, "--allow-duplicates"])[2]
            wall, cpu = (statistics.median(figure[which] for figure in figures) for which in (0, 1))
            held = (peak - free) * 2**20 / rows
            print(f"{rows:10} {size:7.1f} {wall:9.3f} {cpu:9.3f} {wall / rows * 1e6:9.2f} {peak:7.0f} {held:12.0f} {free:24.0f}", flush=True)
        rows *= 10


if __name__ == "__main__":
    main()

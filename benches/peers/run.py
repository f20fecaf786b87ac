#!/usr/bin/env python3
"""Runs indplacer and its peers in turn on the same files and prints times, ratios, versions and the machine.

usage: run.py BINARY [ROWS [ROUNDS]]        needs: pip install duckdb polars

There are two files of so many rows, one of either kind that generate.py makes, and then the pilot as a whole process.

Every run is a process of its own, after one that is not counted; A B C, A B C, so that all meet the same noise.
A ratio is taken round by round, and of these the median, the smallest and the largest are printed. At the
end the levels of every supplier are held against each other, and what one thread writes against what two write; if they
differ, the exit code is 1."""

import filecmp
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

HERE = pathlib.Path(__file__).parent
READER = HERE / "read/target/release/read"


def run(command):
    """Wall seconds, processor seconds and the peak of memory in MiB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rounds_of(contenders, rounds):
    """Each contender is a command, and the file that it writes, if any."""
    runs = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, (command, *outputs) in contenders.items():
            # To take the place of a file costs half a second of the disk, and is not what is compared.
            for output in outputs:
                output.unlink(missing_ok=True)
            figures = run(command)
            if number > 0:
                runs[name].append(figures)
    return runs


def show(runs, unit=1.0):
    ours = next(iter(runs))
    print(f"{'':34} {'wall s':>24} {'cpu s':>8} {'MiB':>7} {'times ours':>22}")
    for name, figures in runs.items():
        walls = [wall * unit for wall, _, _ in figures]
        ratios = [theirs[0] / own[0] for theirs, own in zip(figures, runs[ours])]
        spread = "{1:.3f} ({0:.3f}-{2:.3f})".format(min(walls), statistics.median(walls), max(walls))
        against = "{1:.2f} ({0:.2f}-{2:.2f})".format(min(ratios), statistics.median(ratios), max(ratios))
        cpu = statistics.median(cpu for _, cpu, _ in figures)
        print(f"{name:34} {spread:>24} {cpu:8.3f} {max(peak for *_, peak in figures):7.0f} {against:>22}")


def same_levels(folder):
    """Held by DuckDB, supplier by supplier: lowest and highest level and the status."""
    import duckdb
    words = "CASE {} WHEN 'under let' THEN 0 WHEN 'let' THEN 1 WHEN 'moderat' THEN 2 WHEN 'højt' THEN 3 END"
    ours = (f"SELECT leverandoer_id, status, {words.format('niveau_min')} AS low, {words.format('niveau_max')} AS high "
            f"FROM read_csv('{folder / 'ours.csv'}', all_varchar=true)")
    for peer in ("duckdb", "polars"):
        theirs = (f"SELECT leverandoer_id, status, niveau_min::INT AS low, niveau_max::INT AS high "
                  f"FROM read_csv('{folder / peer}.csv', all_varchar=true)")
        # Where the quality is not enough, we tell no level.
        differ, both = duckdb.sql(
            f"SELECT count(*) FILTER (o.status IS DISTINCT FROM t.status OR (o.low IS NOT NULL AND (o.low, o.high) <> (t.low, t.high))), count(*) "
            f"FROM ({ours}) o FULL JOIN ({theirs}) t USING (leverandoer_id)").fetchall()[0]
        print(f"{peer}: {both} suppliers, {differ} differ")
        if differ:
            sys.exit(1)


def levels(folder):
    """How many suppliers came to what."""
    import duckdb
    counts = duckdb.sql(f"SELECT coalesce(niveau, status) AS what, count(*) FROM read_csv('{folder / 'ours.csv'}', all_varchar=true) "
                        "GROUP BY what ORDER BY what").fetchall()
    print(", ".join(f"{what} {n}" for what, n in counts))


def beside_peers(binary, kind, rows, rounds):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([sys.executable, HERE / "generate.py", str(rows), folder, kind], check=True)
        data, rubric = folder / "data.csv", folder / "rubric.toml"
        score = [binary, "score", data, "--rubrics", rubric, "--quiet"]
        print(f"\nrows that are {kind}: {rows}, {data.stat().st_size / 1e6:.0f} MB, {rounds} rounds, load {os.getloadavg()[0]:.1f}\n")
        python = [sys.executable]
        ours, one, duckdb, polars = (folder / f"{name}.csv" for name in ("ours", "one", "duckdb", "polars"))
        show(rounds_of({
            "indplacer": ([*score, "-o", ours], ours),
            "indplacer --threads 1": ([*score, "-o", one, "--threads", "1"], one),
            "DuckDB, 2 threads": ([*python, HERE / "with_duckdb.py", folder], duckdb),
            "Polars, 2 threads": ([*python, HERE / "with_polars.py", folder], polars),
            "only reading: simd-csv": ([READER, "simd-csv", data],),
            "only reading: csv": ([READER, "csv", data],),
            "only starting: Python with DuckDB": ([*python, "-c", "import duckdb"],),
            "only starting: Python with Polars": ([*python, "-c", "import polars"],),
        }, rounds))
        print()
        levels(folder)
        same_levels(folder)
        is_same = filecmp.cmp(ours, one, shallow=False)
        print(f"one thread and two: {'the same bytes' if is_same else 'other bytes'}")
        if not is_same:
            sys.exit(1)


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE / "read", check=True)
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    print(f"{platform.system()} {platform.release()}, {model}, {os.cpu_count()} processors")
    readers = [line.split(" #")[0] for line in open(HERE / "read/Cargo.toml") if "csv =" in line]
    own = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"{own}; duckdb {version('duckdb')}, polars {version('polars')}, python {platform.python_version()}; {', '.join(readers)}")
    for kind in ("alike", "random"):
        beside_peers(binary, kind, rows, rounds)
    print("\nexamples/pilot.csv against a program that prints a line, milliseconds")
    pilot = HERE.parent.parent / "examples/pilot.csv"
    show(rounds_of({"indplacer score": ([binary, "score", pilot],), "a line": ([READER],)}, 4 * rounds), 1000.0)


if __name__ == "__main__":
    main()

"""Makes the workbooks of this folder from tests/baseline/earlier/pilot.csv, with real typed cells.

    pip install openpyxl && apt-get install libreoffice-calc-nogui
    python3 tests/data/make.py

pilot-openpyxl.xlsx: by openpyxl 3.1; dates, numbers, percentages and booleans are cells of those types.
pilot-libreoffice.xlsx: by LibreOffice 7.4, which reads the CSV as a Dane would open it and types the cells itself.
pilot-1904.xlsx: by openpyxl, with the days counted from 1904, and the rows behind another sheet and below a
hidden one. Excel counts so in workbooks from old Macs.
"""

import csv
import datetime
import pathlib
import re
import subprocess
import tempfile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).parent
PILOT = HERE.parent / "baseline" / "earlier" / "pilot.csv"
SHARE = "andel_maal_med_borgeren"
TEXTS = ("leverandoer_id", "afdelingsid")
TRUTHS = ("faglig_leder", "videreformidler")
MADE = datetime.datetime(2026, 11, 21)

rows = list(csv.reader(PILOT.open(encoding="utf-8", newline=""), delimiter=";"))
header, rows = rows[0], rows[1:]


def typed(name, text):
    """The value of a cell, and its format."""
    if text == "" or name in TEXTS:
        return text or None, "@"
    if name == "vurderingsdato":
        return datetime.datetime.strptime(text, "%d-%m-%Y"), "dd\\-mm\\-yyyy"
    if name in TRUTHS and text in ("ja", "nej"):
        return text == "ja", "General"
    if re.fullmatch(r"\d+(,\d+)?", text):
        number = float(text.replace(",", "."))
        if name == SHARE:
            # As a person types 76,5 %: the binary number next to 0.765.
            return number / 100, "0.0%"
        return (int(number) if number.is_integer() else number), "General"
    return text, "General"


def fill(sheet):
    sheet.append(header)
    for number, row in enumerate(rows, start=2):
        for column, (name, text) in enumerate(zip(header, row), start=1):
            value, shown = typed(name, text)
            if value is not None:
                sheet.cell(number, column, value).number_format = shown


def save(book, name):
    book.properties.created = book.properties.modified = MADE
    book.save(HERE / name)


book = openpyxl.Workbook()
book.active.title = "Vurderinger"
fill(book.active)
save(book, "pilot-openpyxl.xlsx")

book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
book.active.title = "Skjult"
book.active.sheet_state = "hidden"
book.active.append(["dette", "er", "ikke", "vurderinger"])
fill(book.create_sheet("Æblegrød & mere"))
book.create_sheet("Bilag").append(["heller", "ikke"])
save(book, "pilot-1904.xlsx")

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "pilot-libreoffice.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        for row in rows:
            cells = dict(zip(header, row))
            cells[SHARE] = cells[SHARE] and cells[SHARE] + "%"
            writer.writerow(cells.values())
    # Semicolon, double quote, UTF-8, from line 1; the two ids as text; Danish; not all as text, but typed.
    options = "59,34,76,1,1/2/2/2,1030,false,true"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx",
         f"--infilter=CSV:{options}", "--outdir", str(HERE), str(source)],
        check=True,
    )

#!/usr/bin/env bash
# Gives every target something to begin with: pieces of the pilot, in its encodings, and its workbooks' worksheets.
set -euo pipefail
cd "$(dirname "$0")"
for target in decodes splits understands opens_workbook; do mkdir -p "corpus/$target"; done
pilot=../examples/pilot.csv
head -4 "$pilot" | cut -d ';' -f 1-20 > corpus/decodes/utf-8
for encoding in utf-16 utf-16be windows-1252; do
    head -4 "$pilot" | cut -d ';' -f 1-12 | iconv -t "$encoding" > "corpus/decodes/$encoding"
done
gzip -nc corpus/decodes/utf-8 > corpus/decodes/gzip
{ printf ';'; head -3 "$pilot" | cut -d ';' -f 1-9; printf '1;"a;b";"c""d"\r\n\r\n;;\n"e\nf";\n'; } > corpus/splits/quotes
for line in 2 30 60 90; do sed -n "${line}p" "$pilot" > "corpus/understands/row-$line"; done
for book in ../tests/data/*.xlsx; do
    # head ends the pipe early, which is no fault.
    { unzip -p "$book" xl/worksheets/sheet1.xml || true; } | head -c 4000 > "corpus/opens_workbook/$(basename "$book" .xlsx)"
done
printf '%s' '<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>b</t></r></is></c></row><row r="3" hidden="1"><c s="1"><v>0.6</v></c><c s="2"><v>44286.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>x</v></c><c t="d"><v>2021-03-31</v></c></row></sheetData><mergeCells><mergeCell ref="A9:B9"/></mergeCells></worksheet>' > corpus/opens_workbook/cells

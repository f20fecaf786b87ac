-- Results read and summed in DuckDB.
--
--   indplacer score examples/pilot.csv -o results.csv
--   indplacer explain examples/pilot.csv --all --format csv -o criteria.csv
--   duckdb < examples/duckdb/summary.sql          (or: python -c "import duckdb; …", as the test does)
--
-- An empty cell is not known and not zero: suppliers without a level are counted apart, never as let.

CREATE TABLE results AS FROM read_csv('results.csv', header = true, delim = ',', all_varchar = true);
CREATE TABLE criteria AS FROM read_csv('criteria.csv', header = true, delim = ',', all_varchar = true);

-- How many stand where, by målgruppe.
SELECT maalgruppe,
       count(*) FILTER (niveau = 'højt')           AS hoejt,
       count(*) FILTER (niveau = 'moderat')        AS moderat,
       count(*) FILTER (niveau = 'let')            AS let,
       count(*) FILTER (status = 'under_let')      AS under_let,
       count(*) FILTER (status = 'uden_kvalitet')  AS uden_kvalitet,
       count(*) FILTER (status = 'uafklaret')      AS uafklaret
FROM results GROUP BY maalgruppe ORDER BY maalgruppe;

-- The mean again, from the eight parameters, beside the one that was told: no row may come out.
WITH points AS (
  SELECT leverandoer_id, maalgruppe, gennemsnit,
         list_transform([aktiv_praksis, praksiserfaring, uddannelse, fagmiljoe,
                         samarbejdsformer, vidensudvikling, metoder, hjaelpemidler],
                        lambda level: CASE level WHEN 'under let' THEN 0 WHEN 'let' THEN 1
                                                 WHEN 'moderat' THEN 2 WHEN 'højt' THEN 3 END) AS each
  FROM results WHERE status = 'indplaceret')
SELECT * FROM points
WHERE round(list_sum(each) / list_count(each)::DECIMAL(9, 4), 2) <> gennemsnit::DECIMAL(9, 2);

-- Which facts are missing most often.
SELECT trim(fact) AS mangler, count(*) AS raekker
FROM (SELECT unnest(string_split(mangler, '|')) AS fact FROM results WHERE mangler IS NOT NULL)
GROUP BY ALL ORDER BY raekker DESC, mangler LIMIT 10;

-- Which krav at højt is failed by most of those who are placed at moderat, once a krav and not once a condition of it.
SELECT c.maalgruppe, c.krav, any_value(c.tekst) AS tekst, count(DISTINCT kilde) AS vurderinger
FROM criteria c JOIN results r USING (kilde)
WHERE r.niveau = 'moderat' AND c.niveau = 'højt' AND c.opfyldt = 'nej'
GROUP BY c.maalgruppe, c.krav ORDER BY vurderinger DESC, c.maalgruppe, c.krav LIMIT 10;

-- r@1: En lille vejledning. The rubric as SQL for DuckDB
-- A result is a proposal, which professional judgement may override with a reason.
-- Left out: entered levels, overrides and “ikke relevant”; a parameter whose level is entered is wholly open.
-- A row with a value that the rubric does not allow is “afvist”. Whether the rows are of the målgruppe, or come twice, is not looked at.
-- "vurderinger" has a row for each assessment and at least these columns; NULL is a missing fact. Shares are in per cent (0-100),
-- choices are spelt as in the rubric, and a set is its options with | between them, each once (ingen is the empty set):
--   "leverandoer_id" VARCHAR
--   "fornoeden_kvalitet" BOOLEAN
--   "leverandoertype" VARCHAR  botilbud | ambulant
--   "borgere" BIGINT  Borgere i målgruppen
--   "sparring" VARCHAR  Faglig sparring
--   "kurser" VARCHAR  Kurser
--   "leder" BOOLEAN  Kyndig leder
WITH krav AS (
  SELECT *,
    COALESCE("leverandoertype" IN ('botilbud', 'ambulant'), TRUE)
      AND COALESCE("borgere" BETWEEN 0 AND 999999999.9999, TRUE)
      AND COALESCE("sparring" IN ('aldrig', 'årligt', 'månedligt'), TRUE)
      AND COALESCE(("kurser" = 'ingen' OR REPLACE(REPLACE('|' || "kurser" || '|', '|A|', '|'), '|B | C|', '|') = '|'), TRUE) AS "gyldig",
    -- AP-L1 aktiv_praksis let: Mindst 3 borgere; ambulant 6
    CASE WHEN "leverandoertype" IS NULL THEN CASE WHEN "borgere" >= 6 AND "borgere" >= 3 THEN TRUE WHEN NOT ("borgere" >= 6 OR "borgere" >= 3) THEN FALSE END WHEN "leverandoertype" = 'ambulant' THEN "borgere" >= 6 ELSE "borgere" >= 3 END AS "krav 1",
    -- AP-M1 aktiv_praksis moderat: Mindst 6 borgere
    "borgere" >= 6 AS "krav 2",
    -- AP-H1 aktiv_praksis højt: Mange borgere og noget mere
    (SELECT CASE WHEN COUNT(*) FILTER (WHERE "ja") >= 2 THEN TRUE WHEN COUNT(*) FILTER (WHERE "ja" IS NOT FALSE) < 2 THEN FALSE END FROM (VALUES ("borgere" >= 12), ("sparring" IN ('årligt', 'månedligt')), (CASE WHEN CAST(POSITION('|A|' IN '|' || COALESCE("kurser", '') || '|') > 0 AS INT)
      + CAST(POSITION('|B | C|' IN '|' || COALESCE("kurser", '') || '|') > 0 AS INT) >= 1 THEN TRUE
      WHEN "kurser" IS NOT NULL THEN FALSE END), ("leder")) AS "krav" ("ja")) AS "krav 3"
  FROM "vurderinger"
), niveauer AS (
  SELECT *,
    "krav 1" AS "aktiv_praksis 1",
    "krav 2" AS "aktiv_praksis 2",
    "krav 3" AS "aktiv_praksis 3"
  FROM krav
), parametre AS (
  SELECT *,
    CASE WHEN NOT COALESCE("aktiv_praksis 1", FALSE) THEN 0 WHEN NOT COALESCE("aktiv_praksis 2", FALSE) THEN 1 WHEN NOT COALESCE("aktiv_praksis 3", FALSE) THEN 2 ELSE 3 END AS "aktiv_praksis min",
    CASE WHEN NOT COALESCE("aktiv_praksis 1", TRUE) THEN 0 WHEN NOT COALESCE("aktiv_praksis 2", TRUE) THEN 1 WHEN NOT COALESCE("aktiv_praksis 3", TRUE) THEN 2 ELSE 3 END AS "aktiv_praksis max",
    0 AS "praksiserfaring min",
    3 AS "praksiserfaring max",
    0 AS "uddannelse min",
    3 AS "uddannelse max",
    0 AS "fagmiljoe min",
    3 AS "fagmiljoe max",
    0 AS "samarbejdsformer min",
    3 AS "samarbejdsformer max",
    0 AS "vidensudvikling min",
    3 AS "vidensudvikling max",
    0 AS "metoder min",
    3 AS "metoder max",
    0 AS "hjaelpemidler min",
    3 AS "hjaelpemidler max"
  FROM niveauer
), summer AS (
  SELECT *,
    "aktiv_praksis min" + "praksiserfaring min" + "uddannelse min" + "fagmiljoe min" + "samarbejdsformer min" + "vidensudvikling min" + "metoder min" + "hjaelpemidler min" AS "point min",
    "aktiv_praksis max" + "praksiserfaring max" + "uddannelse max" + "fagmiljoe max" + "samarbejdsformer max" + "vidensudvikling max" + "metoder max" + "hjaelpemidler max" AS "point max"
  FROM parametre
), samlet AS (
  SELECT *,
    -- The mean of the parameters' points (1 let, 2 moderat, 3 højt) reaches: let 0.5, moderat 1.5, højt 2.5; here multiplied up to the sum
    LEAST(CASE WHEN "point min" >= 20 THEN 3 WHEN "point min" >= 12 THEN 2 WHEN "point min" >= 4 THEN 1 ELSE 0 END,
      CASE WHEN "aktiv_praksis min" < 2 THEN 2 ELSE 3 END) AS "niveau min",
    LEAST(CASE WHEN "point max" >= 20 THEN 3 WHEN "point max" >= 12 THEN 2 WHEN "point max" >= 4 THEN 1 ELSE 0 END,
      CASE WHEN "aktiv_praksis max" < 2 THEN 2 ELSE 3 END) AS "niveau max"
  FROM summer
)
SELECT
  "leverandoer_id",
  CASE WHEN NOT "gyldig" THEN 'afvist' WHEN NOT "fornoeden_kvalitet" THEN 'uden_kvalitet'
    WHEN "fornoeden_kvalitet" IS NULL OR "niveau min" < "niveau max" THEN 'uafklaret'
    WHEN "niveau min" = 0 THEN 'under_let' ELSE 'indplaceret' END AS "status",
  CASE WHEN "gyldig" AND "fornoeden_kvalitet" AND "niveau min" = "niveau max" AND "niveau min" > 0 THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["niveau min" + 1] END AS "niveau",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["niveau min" + 1] END AS "niveau_min",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["niveau max" + 1] END AS "niveau_max",
  CASE WHEN "gyldig" AND "aktiv_praksis min" = "aktiv_praksis max" AND "praksiserfaring min" = "praksiserfaring max" AND "uddannelse min" = "uddannelse max" AND "fagmiljoe min" = "fagmiljoe max" AND "samarbejdsformer min" = "samarbejdsformer max" AND "vidensudvikling min" = "vidensudvikling max" AND "metoder min" = "metoder max" AND "hjaelpemidler min" = "hjaelpemidler max" THEN "point min" END AS "point",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["aktiv_praksis min" + 1] || CASE WHEN "aktiv_praksis min" < "aktiv_praksis max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["aktiv_praksis max" + 1] ELSE '' END END AS "aktiv_praksis",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["praksiserfaring min" + 1] || CASE WHEN "praksiserfaring min" < "praksiserfaring max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["praksiserfaring max" + 1] ELSE '' END END AS "praksiserfaring",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["uddannelse min" + 1] || CASE WHEN "uddannelse min" < "uddannelse max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["uddannelse max" + 1] ELSE '' END END AS "uddannelse",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["fagmiljoe min" + 1] || CASE WHEN "fagmiljoe min" < "fagmiljoe max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["fagmiljoe max" + 1] ELSE '' END END AS "fagmiljoe",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["samarbejdsformer min" + 1] || CASE WHEN "samarbejdsformer min" < "samarbejdsformer max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["samarbejdsformer max" + 1] ELSE '' END END AS "samarbejdsformer",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["vidensudvikling min" + 1] || CASE WHEN "vidensudvikling min" < "vidensudvikling max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["vidensudvikling max" + 1] ELSE '' END END AS "vidensudvikling",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["metoder min" + 1] || CASE WHEN "metoder min" < "metoder max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["metoder max" + 1] ELSE '' END END AS "metoder",
  CASE WHEN "gyldig" THEN (ARRAY['under let', 'let', 'moderat', 'højt'])["hjaelpemidler min" + 1] || CASE WHEN "hjaelpemidler min" < "hjaelpemidler max" THEN '..' || (ARRAY['under let', 'let', 'moderat', 'højt'])["hjaelpemidler max" + 1] ELSE '' END END AS "hjaelpemidler"
FROM samlet;

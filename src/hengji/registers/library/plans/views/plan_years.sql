-- 一行一条计划，加上年度的最后一天。
SELECT p.*, CAST(CAST(p.plan_year AS VARCHAR) || '-12-31' AS DATE) AS year_end
FROM plans p

-- 一行一处设施的一个年度，加上年度的最后一天。
SELECT f.*, CAST(CAST(f.service_year AS VARCHAR) || '-12-31' AS DATE) AS year_end
FROM facilities f

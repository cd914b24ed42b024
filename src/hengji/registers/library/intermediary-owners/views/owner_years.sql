-- 每个业主在每个有项目发布的年度各一行，projects 是这一年发布的项目数。
SELECT
  o.*,
  y.year_start,
  y.year_end,
  COALESCE(p.projects, 0) AS projects
FROM intermediary_owners o
CROSS JOIN (
  SELECT DISTINCT
    CAST(DATE_TRUNC('year', published_on) AS DATE) AS year_start,
    CAST(CAST(EXTRACT(year FROM published_on) AS VARCHAR) || '-12-31' AS DATE) AS year_end
  FROM intermediary_projects
  WHERE published_on IS NOT NULL
) y
LEFT JOIN (
  SELECT owner_no, CAST(DATE_TRUNC('year', published_on) AS DATE) AS year_start, COUNT(*) AS projects
  FROM intermediary_projects
  WHERE published_on IS NOT NULL
  GROUP BY owner_no, CAST(DATE_TRUNC('year', published_on) AS DATE)
) p ON p.owner_no = o.owner_no AND p.year_start = y.year_start

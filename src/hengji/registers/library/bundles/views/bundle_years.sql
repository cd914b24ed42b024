-- 每个一件事在每个有联办件的年度各一行，cases 是这一年受理的联办件数。
SELECT
  b.*,
  y.year_end,
  COALESCE(c.cases, 0) AS cases
FROM bundles b
CROSS JOIN (
  SELECT DISTINCT CAST(CAST(EXTRACT(year FROM started_at) AS VARCHAR) || '-12-31' AS DATE) AS year_end
  FROM bundle_steps
  WHERE started_at IS NOT NULL
) y
LEFT JOIN (
  SELECT
    bundle_no,
    CAST(CAST(EXTRACT(year FROM started_at) AS VARCHAR) || '-12-31' AS DATE) AS year_end,
    COUNT(DISTINCT case_no) AS cases
  FROM bundle_steps
  WHERE started_at IS NOT NULL
  GROUP BY bundle_no, CAST(CAST(EXTRACT(year FROM started_at) AS VARCHAR) || '-12-31' AS DATE)
) c ON c.bundle_no = b.bundle_no AND c.year_end = y.year_end

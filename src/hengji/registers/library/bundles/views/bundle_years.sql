-- 每个一件事在每个有联办件的年度各一行，cases 是这一年受理的联办件数。
SELECT
  b.*,
  y.case_year,
  COALESCE(c.cases, 0) AS cases
FROM bundles b
CROSS JOIN (
  SELECT DISTINCT EXTRACT(year FROM started_at) AS case_year
  FROM bundle_steps
  WHERE started_at IS NOT NULL
) y
LEFT JOIN (
  SELECT bundle_no, EXTRACT(year FROM started_at) AS case_year, COUNT(DISTINCT case_no) AS cases
  FROM bundle_steps
  WHERE started_at IS NOT NULL
  GROUP BY bundle_no, EXTRACT(year FROM started_at)
) c ON c.bundle_no = b.bundle_no AND c.case_year = y.case_year

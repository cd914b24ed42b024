-- 每个业主在每个有项目发布的年度各一行，projects 是这一年发布的项目数。
SELECT
  o.*,
  y.post_year,
  COALESCE(p.projects, 0) AS projects
FROM intermediary_owners o
CROSS JOIN (
  SELECT DISTINCT EXTRACT(year FROM published_on) AS post_year
  FROM intermediary_projects
  WHERE published_on IS NOT NULL
) y
LEFT JOIN (
  SELECT owner_no, EXTRACT(year FROM published_on) AS post_year, COUNT(*) AS projects
  FROM intermediary_projects
  WHERE published_on IS NOT NULL
  GROUP BY owner_no, EXTRACT(year FROM published_on)
) p ON p.owner_no = o.owner_no AND p.post_year = y.post_year

-- 一行一个项目，立项清单和监管系统合起来：在清单的（approved）、在系统的（entered）、填了几个环节。
SELECT
  COALESCE(a.project_code, s.project_code) AS project_code,
  COALESCE(a.project_name, s.project_name) AS project_name,
  COALESCE(a.region, s.region) AS region,
  COALESCE(a.department, s.department) AS department,
  COALESCE(a.industry, s.industry) AS industry,
  a.approved_on,
  s.first_entered_at,
  CASE WHEN a.project_code IS NULL THEN 0 ELSE 1 END AS approved,
  CASE WHEN s.project_code IS NULL THEN 0 ELSE 1 END AS entered,
  COALESCE(s.stages, 0) AS stages
FROM approved_projects a
FULL OUTER JOIN (
  SELECT
    project_code,
    MIN(project_name) AS project_name,
    MIN(region) AS region,
    MIN(department) AS department,
    MIN(industry) AS industry,
    MIN(entered_at) AS first_entered_at,
    COUNT(*) AS stages
  FROM project_stages
  GROUP BY project_code
) s ON s.project_code = a.project_code

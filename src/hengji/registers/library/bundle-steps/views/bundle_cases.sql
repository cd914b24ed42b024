-- 一行一件联办件：几个环节、几个单位、几个没有办完、几个是重复录入。
SELECT
  case_no,
  MIN(bundle_no) AS bundle_no,
  MIN(region) AS region,
  MIN(channel) AS channel,
  MIN(started_at) AS started_at,
  MAX(finished_at) AS finished_at,
  COUNT(*) AS steps,
  COUNT(DISTINCT department) AS departments,
  SUM(CASE WHEN finished_at IS NULL THEN 1 ELSE 0 END) AS unfinished,
  SUM(CASE WHEN re_entered THEN 1 ELSE 0 END) AS re_entered,
  SUM(visits) AS visits,
  SUM(CASE WHEN visits IS NULL THEN 1 ELSE 0 END) AS visits_unknown
FROM bundle_steps
GROUP BY case_no

-- 编制一行一条，在编人员一行一人，放在一起比较。
SELECT region, department, kind, quota, 0 AS staffed, ended_on AS gone_on, post_no AS code, '编制' AS side
FROM posts
UNION ALL
SELECT
  region,
  department,
  kind,
  0 AS quota,
  CASE WHEN kind IN ('行政在编', '事业在编', '工勤在编') THEN 1 ELSE 0 END AS staffed,
  left_on AS gone_on,
  staff_no AS code,
  '人员' AS side
FROM staff

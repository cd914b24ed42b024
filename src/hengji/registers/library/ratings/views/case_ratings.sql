-- 一行一件办结的办件（两个平台都录了的算一件），rated 是有没有群众自己给的评价，defaulted 是有没有系统默认的。
SELECT
  c.case_no,
  c.region,
  c.department,
  c.finished_at,
  c.returned,
  COALESCE(r.rated, 0) AS rated,
  COALESCE(r.defaulted, 0) AS defaulted
FROM case_once c
LEFT JOIN (
  SELECT
    case_no,
    MAX(CASE WHEN rating IS NOT NULL AND NOT COALESCE(defaulted, FALSE) THEN 1 ELSE 0 END) AS rated,
    MAX(CASE WHEN defaulted THEN 1 ELSE 0 END) AS defaulted
  FROM ratings
  WHERE case_no IS NOT NULL
  GROUP BY case_no
) r ON r.case_no = c.case_no
WHERE c.finished_at IS NOT NULL

-- 每个事项对每一级各一行：应不应该在这一级办（should），能不能在这一级办（can）。
SELECT
  i.*,
  k.asked,
  COALESCE('、' || i.required_at || '、' LIKE '%、' || k.asked || '、%', FALSE) AS should,
  COALESCE('、' || i.handled_at || '、' LIKE '%、' || k.asked || '、%', FALSE) AS can
FROM service_items i
CROSS JOIN (VALUES ('省'), ('市'), ('县'), ('乡'), ('村')) AS k(asked)

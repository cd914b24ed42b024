-- 每件办件对每种办理方式各一行，asked 是问的方式，tagged 是这件有没有这个标签。一件可以有几个标签，占比加起来会超过 100%。
SELECT
  c.*,
  k.asked,
  COALESCE('、' || c.modes || '、' LIKE '%、' || k.asked || '、%', FALSE) AS tagged
FROM service_cases c
CROSS JOIN (
  VALUES ('马上办'), ('一次办'), ('容缺受理'), ('高频事项'), ('告知承诺'), ('跨省通办'), ('省内通办')
) AS k(asked)

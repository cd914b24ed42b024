-- 一行一件办件，加上受理、办结的工作日序号，停钟（补正、特别程序）的工作日，和扣除停钟后用去的工作日。
-- 受理当天不算，办结当天算；两种停钟重叠的部分只扣一次；停钟在受理之前或办结之后的部分不扣。
-- 停钟只有一头、或有一天的放假安排不知道的，stopped_days 和 used_days 为空，不猜。
SELECT
  p.*,
  p.supplement_days + p.special_days - p.both_days AS stopped_days,
  p.finished_number - p.accepted_number - (p.supplement_days + p.special_days - p.both_days) AS used_days,
  p.accepted_number + p.promised_days + (p.supplement_days + p.special_days - p.both_days) AS due_number
FROM (
  SELECT
    c.*,
    a.number AS accepted_number,
    f.number AS finished_number,
    (c.supplement_from IS NULL) <> (c.supplement_to IS NULL)
      OR (c.special_from IS NULL) <> (c.special_to IS NULL) AS clock_open,
    CASE
      WHEN c.supplement_from IS NULL AND c.supplement_to IS NULL THEN 0
      WHEN s1.number IS NULL OR s2.number IS NULL THEN NULL
      ELSE GREATEST(0, LEAST(s2.number, f.number) - GREATEST(s1.number, a.number))
    END AS supplement_days,
    CASE
      WHEN c.special_from IS NULL AND c.special_to IS NULL THEN 0
      WHEN t1.number IS NULL OR t2.number IS NULL THEN NULL
      ELSE GREATEST(0, LEAST(t2.number, f.number) - GREATEST(t1.number, a.number))
    END AS special_days,
    CASE
      WHEN s1.number IS NULL OR s2.number IS NULL OR t1.number IS NULL OR t2.number IS NULL THEN 0
      ELSE GREATEST(0, LEAST(s2.number, t2.number, f.number) - GREATEST(s1.number, t1.number, a.number))
    END AS both_days
  FROM service_cases c
  LEFT JOIN calendar a ON a.day = CAST(c.accepted_at AS DATE)
  LEFT JOIN calendar f ON f.day = CAST(c.finished_at AS DATE)
  LEFT JOIN calendar s1 ON s1.day = CAST(c.supplement_from AS DATE)
  LEFT JOIN calendar s2 ON s2.day = CAST(c.supplement_to AS DATE)
  LEFT JOIN calendar t1 ON t1.day = CAST(c.special_from AS DATE)
  LEFT JOIN calendar t2 ON t2.day = CAST(c.special_to AS DATE)
) p

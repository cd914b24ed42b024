-- 一行一人一月：按分档表得的档次（ruled_tier）和应发奖金（due_bonus，分）；matches 是落在几档，分档表有重叠时一人一月有几行。
SELECT
  p.*,
  t.tier AS ruled_tier,
  p.worked_days * t.per_day AS due_bonus,
  COUNT(*) OVER (PARTITION BY p.staff_no, p.month_start) AS matches
FROM points p
LEFT JOIN point_tiers t
  ON p.points >= t.low
  AND (t.high IS NULL OR p.points < t.high)
  AND t.valid_from <= p.month_start
  AND (t.valid_to IS NULL OR t.valid_to >= p.month_end)

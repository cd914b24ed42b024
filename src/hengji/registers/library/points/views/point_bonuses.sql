-- 一行一人一月：按分档表得的档次（ruled_tier）、应发奖金（分），考勤台账里的出勤工作日（attended_days）。
SELECT
  p.*,
  t.tier AS ruled_tier,
  p.worked_days * t.per_day AS due_bonus,
  a.attended_days
FROM points p
LEFT JOIN point_tiers t
  ON p.points >= t.low
  AND (t.high IS NULL OR p.points < t.high)
  AND t.valid_from <= p.month_start
  AND (t.valid_to IS NULL OR t.valid_to >= p.month_end)
LEFT JOIN (
  SELECT staff_no, CAST(DATE_TRUNC('month', worked_on) AS DATE) AS month_start, COUNT(*) AS attended_days
  FROM attendance_days
  WHERE worked AND status IN ('出勤', '迟到', '早退', '公出')
  GROUP BY staff_no, CAST(DATE_TRUNC('month', worked_on) AS DATE)
) a ON a.staff_no = p.staff_no AND a.month_start = CAST(DATE_TRUNC('month', p.month_start) AS DATE)

-- 一行一人一月，加上从考勤台账数出来的出勤工作日（attended_days）。
SELECT p.*, a.attended_days
FROM points p
LEFT JOIN (
  SELECT staff_no, CAST(DATE_TRUNC('month', worked_on) AS DATE) AS month_start, COUNT(*) AS attended_days
  FROM attendance_days
  WHERE worked AND status IN ('出勤', '迟到', '早退', '公出')
  GROUP BY staff_no, CAST(DATE_TRUNC('month', worked_on) AS DATE)
) a ON a.staff_no = p.staff_no AND a.month_start = CAST(DATE_TRUNC('month', p.month_start) AS DATE)

-- 一行一件办件，加上扣除停钟后的到期日，和整个台账最晚的一天（晚于它才到期的，还不能说超期）。
SELECT
  k.*,
  CASE WHEN d.day IS NULL THEN NULL ELSE GREATEST(d.day, CAST(k.accepted_at AS DATE)) END AS due_on,
  l.last_on
FROM case_clock k
LEFT JOIN calendar d ON d.worked AND d.number = k.due_number
CROSS JOIN (
  SELECT CAST(MAX(GREATEST(accepted_at, COALESCE(finished_at, accepted_at))) AS DATE) AS last_on
  FROM service_cases
) l

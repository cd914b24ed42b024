SELECT c.*,
  f.number - a.number - CASE WHEN c.stopped_from IS NULL THEN 0
    ELSE greatest(0, least(t.number, f.number) - greatest(s.number, a.number)) END AS used_days
FROM bench_cases c
LEFT JOIN calendar a ON a.day = CAST(c.accepted_at AS DATE)
LEFT JOIN calendar f ON f.day = CAST(c.finished_at AS DATE)
LEFT JOIN calendar s ON s.day = CAST(c.stopped_from AS DATE)
LEFT JOIN calendar t ON t.day = CAST(c.stopped_to AS DATE)

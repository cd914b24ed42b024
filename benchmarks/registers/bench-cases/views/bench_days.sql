SELECT c.*, f.number - a.number AS used_days
FROM bench_cases c
LEFT JOIN calendar a ON a.day = CAST(c.accepted_at AS DATE)
LEFT JOIN calendar f ON f.day = CAST(c.finished_at AS DATE)

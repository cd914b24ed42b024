-- 一行一项任务：done 是完成并有证明；in_time 是在期限内（没有写期限的按年底）完成并有证明。
SELECT
  t.*,
  COALESCE(t.completion = '完成' AND t.proof IS NOT NULL, FALSE) AS done,
  COALESCE(
    t.completion = '完成' AND t.proof IS NOT NULL
      AND CASE WHEN t.deadline IS NULL THEN EXTRACT(year FROM t.completed_on) <= t.task_year
        ELSE t.completed_on <= t.deadline END,
    FALSE
  ) AS in_time
FROM key_tasks t

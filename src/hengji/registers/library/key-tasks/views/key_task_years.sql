-- 一行一项任务：年度的最后一天；done 是完成并有证明；in_time 是在期限内（没有写期限的按年底）完成并有证明。
SELECT
  k.*,
  COALESCE(k.completion = '完成' AND k.proof IS NOT NULL, FALSE) AS done,
  COALESCE(k.completion = '完成' AND k.proof IS NOT NULL AND k.completed_on <= COALESCE(k.deadline, k.year_end), FALSE)
    AS in_time
FROM (
  SELECT t.*, CAST(CAST(t.task_year AS VARCHAR) || '-12-31' AS DATE) AS year_end
  FROM key_tasks t
) k

-- 一行一个环节，next_on 是同一项目下一个环节实际发生的日期：到那时还没有填报的，是事后补录。
SELECT
  s.*,
  LEAD(s.happened_on) OVER (PARTITION BY s.project_code ORDER BY s.happened_on, s.stage) AS next_on
FROM project_stages s
WHERE s.happened_on IS NOT NULL

-- 一行一个接口的一个年度：检查了几次，几次没有按周期更新。
SELECT
  interface_no,
  MIN(interface_name) AS interface_name,
  MIN(region) AS region,
  MIN(department) AS department,
  EXTRACT(year FROM checked_on) AS check_year,
  COUNT(*) AS checks,
  SUM(CASE WHEN cycle_days IS NULL THEN 1 ELSE 0 END) AS without_cycle,
  SUM(CASE WHEN cycle_days IS NOT NULL AND (updated_on IS NULL OR DATE_DIFF('day', updated_on, checked_on) > cycle_days)
    THEN 1 ELSE 0 END) AS late
FROM data_interfaces
WHERE checked_on IS NOT NULL
GROUP BY interface_no, EXTRACT(year FROM checked_on)

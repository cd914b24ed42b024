-- 一行一人一天，worked 是当天是不是工作日（含调休上班日）；那一年的放假安排不知道的为空。
SELECT a.*, d.worked
FROM attendance a
LEFT JOIN calendar d ON d.day = a.worked_on

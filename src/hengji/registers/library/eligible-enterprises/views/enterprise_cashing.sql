-- 一行一家企业的一个年度：应享几项政策，其中在这一年兑现了几项。
SELECT
  e.enterprise,
  e.list_year,
  MIN(e.enterprise_name) AS enterprise_name,
  MIN(e.region) AS region,
  COUNT(*) AS policies,
  SUM(CASE WHEN p.enterprise IS NULL THEN 0 ELSE 1 END) AS cashed
FROM eligible_enterprises e
LEFT JOIN (
  SELECT DISTINCT policy_no, enterprise, EXTRACT(year FROM paid_on) AS paid_year
  FROM policy_payments
  WHERE paid_on IS NOT NULL
) p ON p.policy_no = e.policy_no AND p.enterprise = e.enterprise AND p.paid_year = e.list_year
GROUP BY e.enterprise, e.list_year

-- 一行一张凭证：金额合计，审批、附件有没有一条不齐，抽查有没有认定问题。
SELECT
  voucher_no,
  MIN(booked_on) AS booked_on,
  MIN(region) AS region,
  MIN(department) AS department,
  MIN(summary) AS summary,
  SUM(COALESCE(amount, 0)) AS amount,
  MIN(CASE WHEN approved THEN 1 ELSE 0 END) AS approved,
  COUNT(approved) AS approved_told,
  MIN(CASE WHEN attached THEN 1 ELSE 0 END) AS attached,
  COUNT(attached) AS attached_told,
  MAX(CASE WHEN checked THEN 1 ELSE 0 END) AS checked,
  MIN(CASE WHEN finding <> '没有问题' THEN finding END) AS finding,
  MIN(applied_on) AS applied_on,
  MIN(accepted_on) AS accepted_on,
  MIN(paid_on) AS paid_on
FROM vouchers
GROUP BY voucher_no

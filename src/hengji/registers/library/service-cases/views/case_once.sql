-- 一行一件事：两个平台都录了的合成一行。受理、办结取较早的，退件、撤回的那次不是办结（几次都是的除外）；
-- 只要有一次是线下受理或办结后补录，就不算网上办理；没有写渠道的那次不作数。
SELECT
  case_no,
  MIN(region) AS region,
  MIN(department) AS department,
  MIN(item_code) AS item_code,
  MIN(accepted_at) AS accepted_at,
  CASE WHEN MIN(CASE WHEN outcome IN ('退件', '撤回') THEN 1 ELSE 0 END) = 1 THEN MIN(finished_at)
    ELSE MIN(CASE WHEN outcome IN ('退件', '撤回') THEN NULL ELSE finished_at END) END AS finished_at,
  COUNT(*) AS entries,
  MIN(CASE WHEN outcome IN ('退件', '撤回') THEN 1 ELSE 0 END) AS returned,
  COUNT(channel) AS channels,
  MIN(CASE WHEN channel IS NULL THEN NULL
    WHEN channel IN ('网上', '掌上') AND (entered_at IS NULL OR finished_at IS NULL OR entered_at <= finished_at) THEN 1
    ELSE 0 END) AS online,
  MIN(CASE WHEN platform = '自有系统' THEN finished_at END) AS own_finished_at,
  MAX(CASE WHEN platform = '自有系统' THEN 1 ELSE 0 END) AS in_own,
  MAX(CASE WHEN platform = '一网通办' THEN 1 ELSE 0 END) AS in_unified,
  MIN(CASE WHEN platform = '一网通办' THEN COALESCE(entered_at, accepted_at) END) AS unified_entered_at
FROM service_cases
GROUP BY case_no

-- 每个监管事项在每个有监管行为的年度各一行，actions 是这一年的监管行为数；子项的行为也算到它的主项。
SELECT
  i.*,
  y.action_year,
  COALESCE(a.actions, 0) AS actions
FROM supervision_items i
CROSS JOIN (
  SELECT DISTINCT EXTRACT(year FROM happened_on) AS action_year
  FROM supervision_actions
  WHERE happened_on IS NOT NULL
) y
LEFT JOIN (
  SELECT item_code, action_year, COUNT(*) AS actions
  FROM (
    SELECT item_code, EXTRACT(year FROM happened_on) AS action_year
    FROM supervision_actions
    WHERE happened_on IS NOT NULL
    UNION ALL
    SELECT s.parent_code AS item_code, EXTRACT(year FROM n.happened_on) AS action_year
    FROM supervision_actions n
    JOIN supervision_items s ON s.item_code = n.item_code
    WHERE n.happened_on IS NOT NULL AND s.parent_code IS NOT NULL
  ) each_action
  GROUP BY item_code, action_year
) a ON a.item_code = i.item_code AND a.action_year = y.action_year

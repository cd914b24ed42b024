-- 每件办件对每种渠道各一行，asked 是问的渠道：各渠道的占比以全部写了渠道的办件为分母，加起来是 100%。
SELECT c.*, k.asked
FROM service_cases c
CROSS JOIN (VALUES ('窗口'), ('网上'), ('自助终端'), ('掌上')) AS k(asked)

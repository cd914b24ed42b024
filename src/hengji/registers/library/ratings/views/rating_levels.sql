-- 每次评价对每个等级各一行，asked 是问的等级：各等级的占比以真正评价的为分母，加起来是 100%。
SELECT r.*, k.asked
FROM ratings r
CROSS JOIN (VALUES ('非常满意'), ('满意'), ('基本满意'), ('不满意'), ('非常不满意')) AS k(asked)

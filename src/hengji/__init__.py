"""衡绩：部门整体支出绩效评价 (performance evaluation of public budgets)."""

__version__ = "0.1.0"

"""Formulas as SQL (公式转 SQL): the same trees, exact to the last digit, for DuckDB and Spark; text only."""

"""Proofreading (校对): a report's figures recomputed, and what does not agree."""

"""Fonts for paper (字体): whether Chinese can be printed here, and what stands in for the official fonts."""

from .check import font_problem, fonts_replaced, glyphs_missing
from .machine import FONTS_CONF, chinese_families, office_environment

__all__ = ["FONTS_CONF", "chinese_families", "font_problem", "fonts_replaced", "glyphs_missing",
           "office_environment"]

"""The generator (示例数据生成): invented records of a county's year, in any amount, the same from the same seed."""

from .files import Generated, Wanted, generate
from .recipe import Recipe, load_recipes
from .synthetic import make_store

__all__ = ["Generated", "Recipe", "Wanted", "generate", "load_recipes", "make_store"]

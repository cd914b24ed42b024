"""The generator (示例数据生成): invented records of a county's year, in any amount, the same from the same seed."""

from .files import GENERATED_FORMATS, SYNTHETIC, GeneratedFile, ToGenerate, generate
from .recipe import Recipe, load_recipes
from .synthetic import make_store

__all__ = ["GENERATED_FORMATS", "SYNTHETIC", "GeneratedFile", "Recipe", "ToGenerate", "generate", "load_recipes",
           "make_store"]

"""The public version (公开版): internal matters left out, persons and numbers masked, all listed."""

from .internal import without_internal
from .masks import Masked, Masks
from .paper import public_paper

__all__ = ["Masked", "Masks", "public_paper", "without_internal"]

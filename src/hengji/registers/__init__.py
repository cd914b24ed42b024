"""Registers (台账): operating records as typed tables, measured into facts."""

from .catalogue import Catalogue, catalogue
from .load import load_register
from .measure import LeftOut, Measure, Measured, Part
from .schema import Register, RegisterField, RowRule, View

__all__ = ["Catalogue", "LeftOut", "Measure", "Measured", "Part", "Register", "RegisterField", "RowRule", "View",
           "catalogue", "load_register"]

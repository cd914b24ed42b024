"""A store, a small register and a folder for the user's data, anew for each test."""

from tests.registers.importing.conftest import _home, register, store

__all__ = ["_home", "register", "store"]

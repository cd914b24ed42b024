"""``python -m hengji``."""

from hengji.cli import main

main()

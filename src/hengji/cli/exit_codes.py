"""Exit codes of every command (退出码), as other systems rely on them."""

DONE = 0
#: Done, and what was looked for was found: a broken seal.
FOUND = 1
#: The input cannot be used; all problems are told.
UNUSABLE = 2
#: A defect of ours.
DEFECT = 3
#: Broken off by the user.
STOPPED = 130

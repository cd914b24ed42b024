"""Problems and warnings for people (问题的说法): place, what is wrong, what was expected, what to do."""

from __future__ import annotations

from hengji.model import Problem, Warning


def problem_told(problem: Problem) -> str:
    """One problem in a few lines, the place first."""
    lines = [f"{problem.place}  {problem.text}"]
    lines += [f"    {line}" for line in problem.excerpt.splitlines()]
    if problem.expected:
        lines.append(f"    应为：{problem.expected}")
    if problem.found:
        lines.append(f"    现为：{problem.found}")
    if problem.suggestion:
        lines.append(f"    {problem.suggestion}")
    return "\n".join(lines)


def warning_told(warning: Warning) -> str:
    """One warning on a line."""
    return f"{warning.place}  提醒：{warning.text}" + (f"（{warning.suggestion}）" if warning.suggestion else "")


def problem_document(problem: Problem) -> dict[str, object]:
    """One problem as in ``hengji/problems/1``."""
    return {"place": str(problem.place), "expected": problem.expected, "found": problem.found,
            "suggestion": problem.suggestion, "text": problem.text}

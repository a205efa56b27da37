"""What is wrong with a policy file, said to the person who edits it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake: the file, its line where known, the key, and a sentence that says how to mend it."""

    file: str
    line: int | None
    key: str
    text: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(f"line {self.line}")
        if self.key:
            place.append(self.key)
        return f"{', '.join(place)}: {self.text}"


class PolicyError(ValueError):
    """A policy file that cannot be used. `problems` holds every mistake found, in the order of the file."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

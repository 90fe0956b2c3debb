"""The instance a task is about."""

from samklang.core.planner.problem import Problem
from samklang.demo.jobcentres import ladder, ladder_impossible
from tasks import Task


def problem_of(task: Task) -> Problem:
    """The rung of the ladder, or the rung with the rules that collide."""
    return ladder_impossible(task.staff, task.seed) if task.impossible else ladder(task.staff, task.seed)


def to_train(problem: Problem) -> int:
    """How many are to be trained."""
    modules = {module.id for module in problem.modules}
    return sum(1 for person in problem.people if person.to_train and not modules <= set(person.done_modules))

"""From matrix to plan: relaxation, rounding, search, and a proven bound for every tier."""

from rotation.solving.planner import Planner
from rotation.solving.progress import Progress
from rotation.solving.solution import Solution, TierResult
from rotation.solving.solve import solve

__all__ = ["Planner", "Progress", "Solution", "TierResult", "solve"]

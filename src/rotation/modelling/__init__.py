"""The model of a district's exchange: arcs, shared quantities and statements, as one sparse matrix."""

from rotation.modelling.build import build
from rotation.modelling.problem import Problem, Statement

__all__ = ["Problem", "Statement", "build"]

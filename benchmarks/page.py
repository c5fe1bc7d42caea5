"""What docs/benchmarks.md says around its tables."""

from __future__ import annotations

from typing import Final

__all__ = ["DRAWS", "GROWTH", "INTRODUCTION"]

INTRODUCTION: Final = """\
# Benchmarks

Written by `python benchmarks/table.py --spec NAME --seconds N --write` (the package and its extra `bench`
installed), pictures included; the figures are in `benchmarks/results/`, every engine's plans and bounds over time
among them. NAME is tiny, town, county, growth or draws. Times of the phases:
`pytest benchmarks --benchmark-enable`, with `ROTATION_BENCH_SPECS=county` for the large district.

## What is compared

- **rotation** is `rotation.solving.solve` with its defaults, on one thread.
- **CP-SAT**, **HiGHS** and **SCIP** are given every row and column of the very matrix that our search works on;
  CP-SAT and HiGHS have two workers each, SCIP (through MathOpt) has one. HiGHS is to prove the weighted sum to 0.01, a
  hundred-thousandth of the first tier's unit; its own default, a share of 0.0001, leaves all tiers but that open.
- **Timefold** (optional: its package and Java 17; `--only timefold` adds it to figures kept) gets the same statements
  as constraint streams, one level of its score for what is required and one for each tier: people choose among the
  arcs, each row of the matrix is a count with a table of prices (`benchmarks/separable.py`). Left out of its score are
  lessons given by further certificates, open lessons, and what a CV exceeds its cap by. It runs through its Python
  binding, on one thread, with its defaults (construction, then late acceptance); it gives no bound.
- *Tiers weighted*: the objective is the weighted sum of all tiers with which our search begins on large
  districts. *First tier only*: just that tier, so that the engine's bound is a bound of it; the other tiers are
  then whatever happened. *Tiers in order*: one after the other, each locked at what it reached, within the
  limit for all together; "ended" names the tier it came to.
- The weights do not always keep the tiers apart: much balance can outweigh a little coverage. An engine that
  minimises the weighted sum may then end, rightly, with a worse first tier. Where our search takes the tiers in
  order (small districts, `town` among them), its weighted sum is above the best one for the same reason.
- CP-SAT knows whole numbers only. Columns that are whole in some best plan (movers, lessons, steps of a
  convex cost) are declared whole, which helps it; the excess over a CV cap is counted in ten-thousandths.
  Rows with fractions are multiplied until the smallest coefficient has five digits, then rounded so that no
  plan is lost.

Values of the tiers are never an engine's own: the postings are taken from its solution and recounted by
`rotation.audit.verify`. Smaller is better everywhere; tiers count in order, so a lower first tier beats
anything in the others. *gap* = (value - bound) / value. A bound of a weighted sum is none of its first tier,
so that column is empty there and the gap of the weighted sum stands beside it. For our search that gap is
against the relaxation with its cuts, worked out again after the clock has stopped.

*Within 1 %*: when an engine first had a plan within 1 % of the highest bound that any engine proved of its objective.
*Proof*: when it had proven its plan best, ours in every tier. In the pictures solid lines are plans above the highest
bound, dashed ones an engine's own bound below the best plan; our search tells plans only.

Time runs from the district in memory to the plan, so it includes writing the model; for rotation also the
proof of every tier and the verifier. The limit holds for the search alone, and an engine that looks at it rarely
may overstep it; ratios take the time as it was. Memory is the peak of the engine's own process, reading
included. The machine was shared with other work (its load stands below each table), so seconds vary by some tens
of percent, and rows added later by `--only` met another load. A search of ours that its limit does not cut short
ends with the same plan every time; one that is cut short ("stopped") may not, and tiers that it had not yet bounded
are then without proof.
"""

GROWTH: Final = """\
`python benchmarks/table.py --spec growth --seconds N --write`: generated districts, policy national, our search.
*All tiers*: until every tier was bounded and the plan verified, or the limit. Below it other engines on the same
districts, 60 s each; a dash: not in that time. *In order* is the same question as ours; the *weighted* sum is an
easier one, whose optimum may be worse in a tier that counts first.
"""

DRAWS: Final = """\
`python benchmarks/table.py --spec draws --seconds N --write`: districts drawn with seeds from 1 on, policy national,
beside HiGHS on the same five tiers *in order* and on their *weighted* sum, which is an easier question with other
answers: its optimum may be worse in a tier that counts first. The median and the longest time. *ratio*: the geometric
mean of our time to the proof by the other's, over those in which both ended. *ours first*: before both.
"""

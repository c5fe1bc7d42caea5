"""Sentences of the verifier: one for each thing counted, with subject, measured, limit and margin.

Counts stand beside percentages, and a value that misses its limit never reads like one that meets it: digits
are added until the two differ.
"""

from rotation.i18n.findings.exchange import (
    BACKBONE_OF_ELIGIBLE,
    BACKBONE_OF_EXCHANGED,
    CLAIM_ORDER,
    DISRUPTION,
    EXCHANGE_CEILING,
    EXCHANGE_MINIMUM,
    OTHER_SUBJECTS,
    PREFERENCES,
    SENIOR_SHARE,
    TRAVEL_BURDEN,
)
from rotation.i18n.findings.parts import (
    amount,
    apart,
    at_least,
    at_most,
    cv_margin,
    decimal,
    exact,
    joined,
    kilometres,
    km,
    named,
    none_unfilled,
    percent,
    plain,
    ratio,
    section,
    subjects_listed,
)
from rotation.i18n.findings.persons import (
    BACKBONE_UPWARD,
    COUPLE_BOTH,
    COUPLE_FAR,
    COUPLE_NO_WAY,
    DECISION_BROKEN,
    GRADUATING_HOMEROOM,
    GRADUATING_MOVED,
    GRADUATING_SHARE,
    GRADUATING_SUBJECT,
    NO_WAY,
    NOT_ELIGIBLE_MOVED,
    RETURN_MISSED,
    STAGE_CROSSED,
    STAGE_NOT_CERTIFIED,
    TOO_FAR,
    UPWARD_SHARE,
    people_checked,
)
from rotation.i18n.findings.sections import (
    BALANCE,
    CORE_LAST,
    CORE_OUTFLOW,
    COVERAGE,
    INDICATOR,
    NET_CHANGE,
    OUTFLOW,
    PASS_VERDICT,
    PER_HUNDRED,
    QUOTA,
    SCHOOL_PASSES,
    TOWNSHIP_PARITY,
    TOWNSHIP_SHARE,
    missed_indicators,
    with_visitors,
)
from rotation.i18n.findings.standing import (
    ARRIVED,
    OPEN_END,
    PAST_RETIREMENT,
    REASON,
    REASON_LABEL,
    eligibility_sentence,
    target_sentence,
)

__all__ = [
    "ARRIVED", "BACKBONE_OF_ELIGIBLE", "BACKBONE_OF_EXCHANGED", "BACKBONE_UPWARD", "BALANCE", "CLAIM_ORDER",
    "CORE_LAST", "CORE_OUTFLOW", "COUPLE_BOTH", "COUPLE_FAR", "COUPLE_NO_WAY", "COVERAGE", "DECISION_BROKEN",
    "DISRUPTION", "EXCHANGE_CEILING", "EXCHANGE_MINIMUM", "GRADUATING_HOMEROOM", "GRADUATING_MOVED",
    "GRADUATING_SHARE", "GRADUATING_SUBJECT", "INDICATOR", "NET_CHANGE", "NOT_ELIGIBLE_MOVED", "NO_WAY", "OPEN_END",
    "OTHER_SUBJECTS", "OUTFLOW", "PASS_VERDICT", "PAST_RETIREMENT", "PER_HUNDRED", "PREFERENCES", "QUOTA", "REASON",
    "REASON_LABEL", "RETURN_MISSED", "SCHOOL_PASSES", "SENIOR_SHARE", "STAGE_CROSSED", "STAGE_NOT_CERTIFIED",
    "TOO_FAR", "TOWNSHIP_PARITY", "TOWNSHIP_SHARE", "TRAVEL_BURDEN", "UPWARD_SHARE", "amount", "apart", "at_least",
    "at_most", "cv_margin", "decimal", "eligibility_sentence", "exact", "joined", "kilometres", "km",
    "missed_indicators", "named", "none_unfilled", "people_checked", "percent", "plain", "ratio", "section",
    "subjects_listed", "target_sentence", "with_visitors",
]  # fmt: skip

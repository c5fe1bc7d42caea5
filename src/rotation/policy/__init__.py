"""What is wanted: a district's limits, read from a policy file."""

from rotation.policy.canonical import canonical_policy, policy_digest
from rotation.policy.load import find_policy, load_policy, parse_policy, shipped_policies
from rotation.policy.policy import Policy
from rotation.policy.settings import RuleSettings

__all__ = [
    "Policy", "RuleSettings", "canonical_policy", "find_policy", "load_policy", "parse_policy", "policy_digest",
    "shipped_policies",
]  # fmt: skip

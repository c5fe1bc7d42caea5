"""What checking a proof file says."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["PROOF"]

PROOF: Final = {
    "missing": Text(
        "文件夹里没有 proof.npz：这个方案没有可复核的证明。请用本版本重新求解或修复。",
        "There is no proof.npz in the folder: this plan has no proof to check. Solve or repair it again with this version."),
    "unreadable": Text(
        "proof.npz 读不懂：{reason}。文件可能损坏或被改动。",
        "proof.npz cannot be understood: {reason}. It may be damaged or altered."),
    "version": Text(
        "证书写明方案由 {version} 版写成，本机是 {here} 版：各版模型的行可能不同，证明按写成它的版本的行写成。请用那个版本复核证明，或用本版本重新求解。",
        "The certificate says that version {version} wrote the plan; this is {here}. The models of two versions may have different rows, and a proof is about those of its own. Check the proof with that version, or solve again with this one."),
    "weaker": Text(
        "{tier}：证书称下界 {claimed}，证明文件只能推出 {proven}。",
        "{tier}: the certificate claims the bound {claimed}; the proof shows only {proven}."),
    "none": Text(
        "{tier}：证书称下界 {claimed}，证明文件没有这一层。",
        "{tier}: the certificate claims the bound {claimed}; the proof says nothing of this tier."),
    "narrower": Text(
        "{tier}：证明只针对“{before}”不超过 {limit} 的方案，而本方案是 {value}。",
        "{tier}: the proof is about plans with {before} of at most {limit}, but this plan has {value}."),
    "later": Text(
        "{tier}：证明只针对“{later}”不超过 {limit} 的方案，而“{later}”排在这一层之后。",
        "{tier}: the proof is about plans with {later} of at most {limit}, a tier that comes after it."),
    "no_repair": Text(
        "证明只针对与某个原方案相差不多的方案，而本方案不是修复而来的。",
        "The proof is about plans near an old one, but this plan was not repaired from any."),
    "method": Text(
        "{tier}：证书的证明方法“{method}”不认识。",
        "{tier}: the certificate names an unknown method of proof, {method}."),
    "holds": Text(
        "证明成立：由存档的乘子在全部 {columns} 列、{rows} 行上重新推算，不用求解器。",
        "The proof holds: worked out again from the stored factors over all {columns} columns and {rows} rows, without a solver."),
    "fewest": Text(
        "与原方案相比改变 {made} 人的安排；任何遵守规则和决定的方案都至少改变 {least} 人。以下各层的下界只对改变不多于 {most} 人的方案成立",
        "{made} people are posted otherwise than in the old plan; every plan that keeps rules and decisions changes at least {least}. The bounds below hold among plans that change at most {most}"),
    "not_fewest": Text(
        "与原方案相比改变 {made} 人的安排；可以推得至少要改变 {least} 人，其余是求解器的话。以下各层的下界只对改变不多于 {most} 人的方案成立",
        "{made} people are posted otherwise than in the old plan; at least {least} can be worked out, the rest is the solver's word. The bounds below hold among plans that change at most {most}"),
    "more_changes": Text(
        "证明只针对改变不多于 {most} 人的方案，而本方案与原方案相比改变了 {made} 人。",
        "The proof is about plans that post at most {most} people otherwise than the old one, but this plan changes {made}."),
    "proven": Text("{tier}：下界 {claimed}，重新推得 {proven}", "{tier}: bound {claimed}, worked out again {proven}"),
    "word": Text(
        "{tier}：下界 {claimed} 出自求解器的分支搜索，其中 {proven} 可以推得，其余是求解器的话",
        "{tier}: the bound {claimed} comes from the solver's search tree; {proven} can be worked out, the rest is its word"),
    "unbounded": Text("{tier}：没有下界（搜索在此之前停止）", "{tier}: no bound (the search was stopped before)"),
}  # fmt: skip

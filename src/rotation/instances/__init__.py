"""Seeded synthetic districts, real schools with a drawn roster, and where the shipped instances lie."""

from __future__ import annotations

from rotation.instances.analysis import Overview, overview
from rotation.instances.dressing import dress
from rotation.instances.embedded import embedded, embedded_names
from rotation.instances.generator import GENERATOR, generate
from rotation.instances.profile import PROFILES, Profile, profile
from rotation.instances.province import province
from rotation.instances.realdata import COUNTIES, data_folder

__all__ = [
    "COUNTIES", "GENERATOR", "PROFILES", "Overview", "Profile", "data_folder", "dress", "embedded",
    "embedded_names", "generate", "overview", "profile", "province",
]  # fmt: skip

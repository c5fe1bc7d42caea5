"""Why, why not, what if: decisions carried out, plans repaired, people, schools and rules explained."""

"""Classes: how many are opened, and who is in them."""

"""What follows from a district and a policy, as arrays for the model; the verifier never reads it."""

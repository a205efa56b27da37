"""The child's record: people, need, protection, care, health, education, adoption, leaving care, concerns."""

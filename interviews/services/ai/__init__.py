"""What AI may do for an organization, what it did, and what happens when it cannot."""

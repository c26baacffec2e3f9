"""What changes people, memberships, sessions and the trail."""

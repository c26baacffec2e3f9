"""What gamification hears."""

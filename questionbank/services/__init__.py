"""What changes questions, banks and their statistics."""

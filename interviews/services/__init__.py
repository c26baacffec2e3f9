"""What changes a sitting. Each service locks the interview first, so that all of them queue in one order."""

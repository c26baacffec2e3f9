"""What can be seen in the words of an answer and in how it was spoken: counted and shown, never judged."""

"""What is typed about indicators, their figures and how they are judged."""

"""What leaves the partnership on paper: reports for boards and scrutiny. Never a case; figures fit for the public."""

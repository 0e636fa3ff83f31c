"""What is typed in casework. What is allowed is decided in rules and services, not here."""

"""What people type into plans, their import, rounds and calendar."""

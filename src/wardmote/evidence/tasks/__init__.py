"""What runs in the background: ids in, a service called."""

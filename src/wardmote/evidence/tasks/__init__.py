"""Work of this room that is done in the background: each takes ids and calls a service."""

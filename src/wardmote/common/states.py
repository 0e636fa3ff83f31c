class StateRefused(Exception):
    """Something cannot be done from where it stands now. The message is for the person who tried."""

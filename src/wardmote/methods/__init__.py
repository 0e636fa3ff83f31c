"""Arithmetic in plain Python: no Django, no models. One function, one quantity, with its formula and source."""

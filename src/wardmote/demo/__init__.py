"""One coherent invented partnership, built only through services; a fixed seed and a fixed "today"."""

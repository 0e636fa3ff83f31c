"""The quarter's page, its indicators, their charts. `?for=` names a partnership in sight other than one's own."""

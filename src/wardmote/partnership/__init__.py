"""Who works together: organisations, partnerships and their areas, groups, memberships, and the agreement to share.

Words: a *partnership* may lie over others (a county over districts); a *district* is an area by the name police files
print; a *group* is a panel or a board; a *membership* is one role from one date to another; an *agreement* is a version
of the information-sharing text, with the *gateways* in law it relies on, signed by organisations.
"""

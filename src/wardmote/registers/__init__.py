"""What was done with which power: each use a dated record on a case, counted for the plan.

Words: a *community protection warning* is the written warning that must come before a community protection notice
(Anti-social Behaviour, Crime and Policing Act 2014, section 43).
"""

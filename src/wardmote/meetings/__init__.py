"""When groups meet, what is on the agenda, who came and who signed. It knows no case.

Words: a *series* is the rule by which a group meets; a *meeting* is one day of it and moves from planned to minuted;
the *list* is its agenda while items can be added, closed at the *cut-off*; an *item* is standing business or a case,
known here by a reference that names nobody; the *confidential part* is for seats whose agency and person have signed.
"""

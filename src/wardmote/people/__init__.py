"""Persons that casework is about, how they can be reached, and who must not see them.

Words: a *person* is a victim or survivor, an alleged perpetrator or somebody else concerned; a *contact point* is an
address, telephone or e-mail with whether it is safe; a *bar* keeps one user from everything about one person.
"""

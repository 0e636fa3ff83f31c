"""Accounts, sign-in, roles and permissions: who may do what, and why not.

Words: a *user* signs in; an *actor* is a user at work in one partnership with the *standings* held there today; a
*decision* is yes or no with its reason; a *refusal* always looks like nothing was there.
"""

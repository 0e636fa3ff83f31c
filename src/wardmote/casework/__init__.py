"""Referrals, cases, the action plan and the panel's case items.

Words: a *referral* is a concern sent in; a *case* is what the panel works on, known by a *reference* that names nobody;
its *circle* is the agencies that share it; the *chronology* is what happened, corrected but never changed; a *return*
is an agency's answer to research before a panel; an *action* is owed by one agency and one person by a date.
"""

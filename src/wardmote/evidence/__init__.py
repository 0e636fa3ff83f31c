"""What is known about an area and its crime: police files, data about areas, surveys, own incidents, assessments.

Words: a *police file* is one force's file of one kind for one month, as data.police.uk publishes it; it is *held* once
loaded, and *replaced* by a later download; a *rejected line* is a line of a file that could not be accepted; a *run* is
one load of one or more files. *Data about areas* hold as of a day. *Own incidents* are the partnership's own file with
exact times and places. A *strategic assessment* is what was counted up to a month, frozen, with words beside it.
"""

"""What is known about crime in an area: police files loaded, counts drawn from them, and what each load could not take.

Words: a *police file* is one force's street-level file for one month, as data.police.uk publishes it; it is *held* once
loaded, and *replaced* by a later download; a *rejected line* is a line of a file that could not be accepted; a *run* is
one load of one or more files.
"""

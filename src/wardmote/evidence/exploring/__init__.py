"""What the explore page works out: which question was asked, its months, its areas. It only reads.

An *asked* is one question: an area, types of crime, months, a measure. Its address can be shared and keeps its meaning.
"""

"""Whether training moved what people meet, for whom, and how sure that is.

Everything is reckoned from sums per cluster, cohort and period, so that millions of rows, several engines and
municipalities that share sums instead of people all give the same answer.
"""

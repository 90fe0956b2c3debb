"""Do we mean the same thing? Cases, rounds rated blind, agreement, the disagreement board and raters' licences."""

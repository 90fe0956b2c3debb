"""What somebody tries who means no good: every role at every route, every kind of answer, every file, every log."""

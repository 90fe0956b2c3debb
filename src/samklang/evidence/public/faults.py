"""That figures could not be had, and why."""

from samklang.core.words import Sentence


class NoFigures(Exception):
    """Nothing was read, and nothing is changed: one sentence that says why and what to do.

    whole_service: the source fails whatever it is asked.
    """

    def __init__(self, sentence: Sentence, *, whole_service: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence, self.whole_service = sentence, whole_service

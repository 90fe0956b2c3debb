"""What tells who somebody is in free text: numbers, telephones, mail addresses and names, in Danish first."""

from samklang.core.traces.finding import masked, traces_in
from samklang.core.traces.trace import Kind, Trace

__all__ = ["Kind", "Trace", "masked", "traces_in"]

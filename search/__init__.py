"""The core: the words everyone speaks, the analyser, the query language and the engines."""

__version__ = "0.1.0"

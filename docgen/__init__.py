"""docgen writes legally complete letters for the Persönliches Budget."""

__version__ = "0.1.0"

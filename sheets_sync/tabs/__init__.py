"""Findings in, Tab out; one module per tab."""

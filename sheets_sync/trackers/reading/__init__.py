"""Reads one cell: a module for each kind of value, and the words people use for them."""

"""Builds the demo trackers."""

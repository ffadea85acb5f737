"""Reads the trackers of a LIVE operations team and writes summary tabs that stakeholders can trust."""

"""Frame in, frame out; pure."""

"""From headings to fields: what a heading may mean, and which column gets which field."""

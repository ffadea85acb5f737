"""What a row means: one schema per tracker, headings, values, row issues."""

"""A server on loopback that answers as the Google Sheets API does, with its state in memory."""

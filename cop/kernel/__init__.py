"""What every part of cop builds on: records, dates, text, errors. It knows nothing of teams or meetings."""

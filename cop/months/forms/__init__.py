"""A team's month as a form for those who have no cop: out as a chat message or a workbook, and back."""

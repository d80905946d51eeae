"""What can be done with meetings, and the rules: one module for what people type of meetings, series and agendas."""

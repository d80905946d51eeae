"""Meetings, their series and agendas."""

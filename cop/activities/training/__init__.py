"""Trainings that multiply: cycles, who teaches whom, and what becomes of the skills."""

"""Between meetings: who keeps in touch with whom, and who has fallen silent."""

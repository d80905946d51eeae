"""Evidence: files and addresses that show that something is so."""

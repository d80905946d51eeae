"""The programme, its partners, people, bodies and channels."""

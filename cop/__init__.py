"""cop: project management for programmes of many partners, without a common server."""

__version__ = "0.3.0"

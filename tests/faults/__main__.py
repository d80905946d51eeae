"""`python -m tests.faults` injects faults as every test run does; `python -m tests.faults --long` far more of them."""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    words = sys.argv[1:]
    if "--long" in words:
        words.remove("--long")
        os.environ["COP_FAULTS"] = "long"
    sys.exit(pytest.main([str(Path(__file__).parent), "-v", *words]))

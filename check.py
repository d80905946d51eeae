"""The whole check in one command, on a machine with Python 3.11 or later and nothing else: python3 check.py.

It makes a virtual environment in .venv, installs cop and what its tests need, and runs every gate. Words that follow
are handed to pytest: python3 check.py -k calendars.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
GATES = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "2", "--dist", "worksteal"),
)


def main() -> int:
    """Run every gate, the tests last; return 1 if any of them failed."""
    if not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    install = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[dev]"]
    if subprocess.run(install, cwd=HERE).returncode:
        return 1
    failed = [gate[0] for gate in GATES if not passes(gate)]
    print(f"failed: {', '.join(failed)}" if failed else "everything passed", flush=True)
    return 1 if failed else 0


def passes(gate: tuple[str, ...]) -> bool:
    """Run one gate in the environment and say whether it passed."""
    words = [*gate, *(sys.argv[1:] if gate[0] == "pytest" else [])]
    print("==", *words, flush=True)
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run([str(BIN / words[0]), *words[1:]], cwd=HERE, env=environment).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

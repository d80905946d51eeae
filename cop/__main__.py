"""`python -m cop`, and the `cop` command: answers shell completion before anything heavy is imported."""

import gc
import os
import sys


def main() -> int:
    """Run one command and return its exit code."""
    gc.disable()  # A command lives for a moment; collecting its rubbish costs more than it frees.
    try:
        if "_COP_COMPLETE" in os.environ:
            from cop.completion.answering import answer

            return answer(os.environ, sys.stdout)
        from cop.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were still being imported
        return 130


def start() -> None:
    """Run one command and end at once.

    Files are closed and what was said is flushed by then. Python's own tidying, which takes a tenth of a listing's
    time, would only free memory that the system takes back anyhow.
    """
    os._exit(main())


if __name__ == "__main__":
    start()

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
    finally:
        gc.freeze()  # Or Python looks through every object once more before it ends, a tenth of a listing's time.


if __name__ == "__main__":
    sys.exit(main())

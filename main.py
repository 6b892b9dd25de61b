"""Starts Annotator: the window, or with a command the command line."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the reader of this message has an older Python
    sys.exit("Annotator needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

from annotator.bootstrap import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

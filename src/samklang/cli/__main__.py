"""`python -m samklang.cli` is `samklang`."""

import sys

from samklang.cli.main import main

sys.exit(main())

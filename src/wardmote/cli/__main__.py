import sys

from wardmote.cli.main import main

sys.exit(main())

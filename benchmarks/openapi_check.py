"""Try the whole interface as /openapi.json describes it: schemathesis with all its checks against the real service.

    python -m venv /tmp/schemathesis && /tmp/schemathesis/bin/pip install schemathesis
    python benchmarks/openapi_check.py --st /tmp/schemathesis/bin/st [--index DIR | --address URL] [--examples N]

schemathesis stays out of the project's own environment because of the many packages that it brings. Exit code 1 where
an answer breaks the description: a 5xx, a status or a media type that is not documented, a valid request refused or an
invalid one taken.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from search_speed import ROOT
from site_crawl import serving

HERE = Path(__file__).parent
# 406 is what a valid request gets whose format and Accept do not suit its query: a schema cannot say which do.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "406", "409", "429", "5xx"]

# Which themes, sections and kinds of passage there are, only the index knows: another is 400.
[[operations]]
include-path-regex = "^/api/(search|passages/.identifier./similar)$"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "404", "429", "5xx"]
"""


def command(st: str, address: str, examples: int, seconds: int, seed: int) -> list[str]:
    """Return the command line."""
    return [
        *(st, "--config-file", "schemathesis.toml", "run", f"{address}/openapi.json"),
        *("--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", str(examples)),
        *("--max-time", str(seconds), "--request-timeout", "60", "--max-response-time", "30", "--workers", "2"),
        *("--continue-on-failure", "--no-color", "--seed", str(seed)),
    ]


def main() -> int:
    """Run it; the exit code is schemathesis's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--st", default="st", help="the schemathesis command")
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--address")
    parser.add_argument("--examples", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=900)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(options.address, options.index) as address:
        (Path(folder) / "schemathesis.toml").write_text(CONFIG)
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "openapi_hooks", "PYTHONPATH": str(HERE)}
        line = command(options.st, address, options.examples, options.seconds, options.seed)
        return subprocess.run(line, cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

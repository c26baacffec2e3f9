"""The import contracts of pyproject.toml hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text()).get("tool", {}).get("importlinter", {})
LINTER = Path(sys.executable).with_name("lint-imports")


@pytest.mark.skipif(not CONTRACTS, reason="pyproject.toml has no import contracts")
@pytest.mark.skipif(not LINTER.exists(), reason="import-linter is not installed beside this Python")
def test_import_contracts_are_kept():
    done = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


@pytest.mark.skipif(not CONTRACTS, reason="pyproject.toml has no import contracts")
def test_every_package_is_under_contract():
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert set(CONTRACTS["root_packages"]) == packages

"""x."""
from pathlib import Path
from ipplan_data.package_check.descriptor import Package
from ipplan_data.package_check.report import Report
NAME = "data/ipplan.json"
def compare(package: Package, folder: Path, report: Report) -> None: ...

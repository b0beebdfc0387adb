"""Keep a copy of a whole library up to date; run it every night.

Run: python nightly_backup.py FOLDER, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment. It ends with 0
when everything is there, with 3 when a part is not, and with 1 when it could not begin.
"""

import sys

import photoprism_client
from photoprism_client.export import ExportOptions, ExportReport, Selection, export

EVERYTHING = Selection(archived=True, hidden=True, sidecars=True)


def backup(folder: str) -> ExportReport:
    """Fetch what is new; what is gone on the server stays."""
    configuration = photoprism_client.Configuration.from_environment()
    with photoprism_client.ApiClient(configuration) as api_client:
        return export(api_client, EVERYTHING, folder, ExportOptions(metadata="json"))


def main(folder: str) -> int:
    """Back up, and say what came of it: trouble on stderr, the rest on stdout."""
    try:
        report = backup(folder)
    except (photoprism_client.OpenApiException, OSError) as error:
        sys.stderr.write(f"no backup: {error}\n")
        return 1
    for problem in (*report.problems, *report.warnings):
        sys.stderr.write(f"{problem.action}: {problem.path}: {problem.reason}\n")
    if report.stopped_by:
        sys.stderr.write(f"ended early: {report.stopped_by}\n")
    sys.stdout.write(f"{report.in_place} files in place, {report.counts.get('new', 0)} of them new\n")
    return 0 if report.is_complete else 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

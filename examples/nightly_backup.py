"""Keep a copy of a whole library up to date; run it every night.

Run: python nightly_backup.py FOLDER [COMMAND …], with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment. It
ends with 0 when everything is there, with 3 when a part is not, and with 1 when it could not begin. Unless it ends with
0, COMMAND gets a message on its standard input, for example: mail -s "Backup of the photos" anna@example.com
"""

import subprocess
import sys
from collections.abc import Iterator

import photoprism_client
from photoprism_client.export import ExportOptions, ExportReport, Selection, export

EVERYTHING = Selection(archived=True, hidden=True, sidecars=True)


def backup(folder: str) -> ExportReport:
    """Fetch what is new; what is gone on the server stays."""
    configuration = photoprism_client.Configuration.from_environment()
    with photoprism_client.ApiClient(configuration) as api_client:
        return export(api_client, EVERYTHING, folder, ExportOptions(metadata="json"))


def trouble_of(report: ExportReport) -> Iterator[str]:
    """Say what is missing, and what else somebody should look at."""
    for problem in (*report.problems, *report.warnings):
        yield f"{problem.action}: {problem.path}: {problem.reason}\n"
    if report.stopped_by:
        yield f"ended early: {report.stopped_by}\n"


def main(folder: str, *command: str) -> int:
    """Back up, and say what came of it: trouble on stderr and to the command, the rest on stdout."""
    try:
        report = backup(folder)
    except (photoprism_client.OpenApiException, OSError) as error:
        code, summary, trouble = 1, "", f"no backup: {error}\n"
    else:
        code = 0 if report.is_complete else 3
        summary = f"{report.in_place} files in place, {report.counts.get('new', 0)} of them new\n"
        trouble = "".join(trouble_of(report))
    sys.stdout.write(summary)
    sys.stderr.write(trouble)
    if code and command:
        subprocess.run(command, input=trouble + summary, text=True, check=True)  # noqa: S603 - the user's own
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""A newcomer guesses where a thing is: no room is called after its being useful."""

from tests.architecture.sources import files, place

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "signals"}


def test_no_file_or_folder_is_called_utils_helpers_services_or_common():
    assert [place(path) for path in files() if SAYS_NOTHING & {part.split(".")[0] for part in path.parts[1:]}] == []

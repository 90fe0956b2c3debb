"""The demo with a setting that is wrong: the sentence that says which, and nothing half made."""

import os
import subprocess
import sys


def test_a_wrong_setting_is_named_by_the_demo_and_nothing_is_made(tmp_path):
    command = [
        sys.executable,
        "-m",
        "samklang.cli",
        "--lang",
        "en",
        "demo",
        "--no-serve",
        "--data",
        str(tmp_path / "d"),
    ]
    done = subprocess.run(
        command, env={**os.environ, "SAMKLANG_LOG": "meget"}, capture_output=True, text=True, check=False
    )
    told = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert "SAMKLANG_LOG is “meget”. Write one of: auto, json and text." in told
    assert not (tmp_path / "d").exists()

"""The site's settings for the tests: a data folder of their own, quick passwords, work done at once, mail kept.

The suite runs on SQLite; with SAMKLANG_TEST_DATABASE_URL, such as postgres://root@127.0.0.1/test, on PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

os.environ["SAMKLANG_DATA"] = tempfile.mkdtemp(prefix="samklang-tests-")
os.environ["SAMKLANG_SECRET_KEY"] = "only for tests"
os.environ["DATABASE_URL"] = os.environ.get("SAMKLANG_TEST_DATABASE_URL", "")
os.environ["SAMKLANG_SECOND_FACTOR"] = "optional"  # a test signs in with one call; those of sign-in ask for it
os.environ.pop("SAMKLANG_DEMO", None)

from samklang.config.settings import *  # noqa: F403 - the environment is set first, on purpose
from samklang.config.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["*"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "planner"]}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
if not os.environ["DATABASE_URL"]:
    # A file, since a database in memory has one connection, which the threads of a live server cannot share.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["SAMKLANG_DATA"]) / "test.sqlite3")}
DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pool would keep the test database from being dropped

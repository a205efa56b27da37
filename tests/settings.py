"""Settings of the tests: the product's own, in a folder that is thrown away, with a quick password hash."""

import os
import tempfile

os.environ["KEEPWELL_HOME"] = tempfile.mkdtemp(prefix="keepwell-test-")

from keepwell.web.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# On PostgreSQL: a database in which the tables are made already, to be copied. See tests/with-postgres.sh
if tables := os.environ.get("KEEPWELL_TABLES"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": tables}  # noqa: F405

# A test seals when it says so: not every half minute, in the midst of another.
KEEPWELL_SEAL_EVERY = 0

# Most tests are of pages behind sign-in; those of the second factor ask for it (tests/web/staff/test_second_factor.py).
KEEPWELL_SECOND_FACTOR = False

"""The application as gunicorn serves it: `gunicorn keepwell.web.site.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepwell.web.site.settings")

application = get_wsgi_application()
# What is loaded by now stays until the end. A collector that looks through it again and again takes half the time of a
# page that reads ten thousand rows.
gc.collect()
gc.freeze()

"""The application as gunicorn serves it: `gunicorn keepwell.web.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepwell.web.site.settings")

application = get_wsgi_application()

"""WSGI entry point; serving refuses to start when a database guard is missing."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poa.settings")
application = get_wsgi_application()

from nucleo.disparadores import exigir_disparadores  # noqa: E402  (apps must be loaded first)

exigir_disparadores()

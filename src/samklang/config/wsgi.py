"""The site as a WSGI application, for granian and for the tests' live server."""

from django.core.wsgi import get_wsgi_application

from samklang.config.start import start

start()
application = get_wsgi_application()

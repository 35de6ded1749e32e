"""The least that Django can do: no middleware, no database, one constant string. `gunicorn bench.bare`."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], MIDDLEWARE=[], ROOT_URLCONF=__name__, SECRET_KEY="none is needed")
urlpatterns = [path("", lambda request: HttpResponse("A constant string."))]
application = get_wsgi_application()

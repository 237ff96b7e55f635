"""The routes of the product and two planted ones: without a rule, and with one that only lends its name."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from poa.urls import handler400, handler403, handler404, handler500


def plantada(request: HttpRequest) -> HttpResponse:
    return HttpResponse("SECRETO")


urlpatterns = [path("plantada/", plantada, name="plantada"), path("", include("poa.urls"))]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

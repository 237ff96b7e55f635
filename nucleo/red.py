"""From which address a request comes, also behind the town hall's own web server."""

from django.conf import settings
from django.http import HttpRequest


def direccion_de(request: HttpRequest) -> str:
    """The client's address: what the last trusted proxy says it saw, or the connection's own.

    `PROXIES` is how many of ours stand in front. What the client writes further left is not believed.
    """
    reenviadas = [parte.strip() for parte in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if parte]
    if settings.PROXIES and len(reenviadas) >= settings.PROXIES:
        return reenviadas[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))

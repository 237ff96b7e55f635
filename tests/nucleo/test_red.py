"""From which address somebody comes: what our own proxies saw, never what the client writes."""

import pytest
from django.test import RequestFactory

from nucleo.red import direccion_de


@pytest.mark.parametrize(
    ("proxies", "reenviada", "esperada"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_only_what_our_proxies_saw_is_believed(settings, proxies: int, reenviada: str, esperada: str):
    settings.PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": reenviada} if reenviada else {}
    assert direccion_de(RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", **extra)) == esperada

"""Foreign keys follow the same direction as imports: an app points only to itself and to its right."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ORDEN = [
    "demo",
    "evaluacion",
    "comites",
    "consejos",
    "suministros",
    "asambleas",
    "actividades",
    "poa",
    "nucleo",
]
MISMO_NIVEL = {"comites", "consejos", "suministros"}


def permitida(desde: str, hacia: str) -> bool:
    """Say whether a model of `desde` may hold a key to a model of `hacia`; foreign apps are free."""
    if hacia not in ORDEN or desde == hacia:
        return True
    return ORDEN.index(desde) < ORDEN.index(hacia) and not {desde, hacia} <= MISMO_NIVEL


def llaves() -> Iterator[tuple[models.Field, str, str]]:
    for modelo in apps.get_models(include_auto_created=True):
        if modelo._meta.app_label not in ORDEN:
            continue
        for campo in modelo._meta.get_fields():
            if campo.is_relation and campo.concrete and isinstance(campo.related_model, type):
                yield campo, modelo._meta.app_label, campo.related_model._meta.app_label


def test_every_key_points_to_the_right():
    todas = list(llaves())
    assert len(todas) > 20
    assert [str(campo) for campo, desde, hacia in todas if not permitida(desde, hacia)] == []


@pytest.mark.parametrize(
    ("desde", "hacia", "vale"),
    [
        ("evaluacion", "poa", True),
        ("poa", "poa", True),
        ("nucleo", "auth", True),
        ("nucleo", "poa", False),
        ("poa", "actividades", False),
        ("comites", "consejos", False),
        ("consejos", "comites", False),
    ],
)
def test_the_rule_itself(desde, hacia, vale):
    assert permitida(desde, hacia) is vale


def test_every_installed_app_of_ours_has_its_place():
    nuestras = {a.label for a in apps.get_app_configs() if a.path.startswith(str(settings.BASE_DIR) + "/")}
    ajenas = {a for a in nuestras if ".venv" in apps.get_app_config(a).path}
    assert nuestras - ajenas <= set(ORDEN)

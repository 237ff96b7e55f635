"""A change of some fields of a row, and what it was before."""

from typing import Any

from django.db.models import Model


def aplicar_cambios(objeto: Model, nuevos: dict[str, Any]) -> dict[str, list[Any]]:
    """Save only what differs; returns {field: [before, after]} for the audit chain, as plain data."""
    cambios: dict[str, list[Any]] = {}
    for campo, valor in nuevos.items():
        antes = getattr(objeto, campo)
        if antes != valor:
            cambios[campo] = [_plano(antes), _plano(valor)]
            setattr(objeto, campo, valor)
    if cambios:
        objeto.save(update_fields=list(cambios))
    return cambios


def _plano(valor: Any) -> Any:
    return valor if valor is None or isinstance(valor, bool | int | str) else valor.isoformat()

"""Which rows belong to a dirección: those that name it, or name a row that does."""

from django.db.models import Field, ForeignKey, Model

from nucleo.models import Asiento, CabezaDeCadena, Documento, Usuario
from poa.models import Adscripcion, Direccion
from tests.confianza.historia import modelos

Suyas = dict[type[Model], set[int]]


def _lazos(modelo: type[Model]) -> list[Field]:
    """Foreign keys along which a row belongs; having written something does not make it one's own."""
    return [
        c
        for c in modelo._meta.concrete_fields
        if isinstance(c, ForeignKey) and c.related_model is not Usuario and c.related_model is not modelo
    ]


def filas_de(direccion: Direccion) -> Suyas:
    """Ids by model. Documents and Asientos belong by their chain; people by the cargo they hold there."""
    suyas: Suyas = {modelo: set() for modelo in modelos()}
    suyas[Direccion] = {direccion.pk}
    for modelo in (Documento, Asiento, CabezaDeCadena):
        suyas[modelo] = set(modelo.objects.filter(cadena=direccion.cadena).values_list("pk", flat=True))
    crecio = True
    while crecio:
        crecio = False
        for modelo in suyas:
            for lazo in _lazos(modelo):
                duenos = suyas.get(lazo.related_model, set())
                mias = modelo._base_manager.filter(**{f"{lazo.name}__in": duenos})
                nuevas = set(mias.values_list("pk", flat=True)) - suyas[modelo]
                suyas[modelo] |= nuevas
                crecio = crecio or bool(nuevas)
    suyas[Usuario] = set(Adscripcion.objects.filter(direccion=direccion).values_list("usuario_id", flat=True))
    return suyas


def contenido(suyas: Suyas) -> dict[str, list[str]]:
    """Every cell of those rows, by table, to be compared before and after."""
    return {
        m._meta.db_table: sorted(
            repr(fila) for fila in m._base_manager.filter(pk__in=llaves).values_list(*_columnas(m))
        )
        for m, llaves in suyas.items()
    }


def _columnas(modelo: type[Model]) -> list[str]:
    # Signing in, by itself, leaves its date.
    return [c.attname for c in modelo._meta.concrete_fields if c.name != "last_login"]


def enredadas(una: Direccion, otra: Direccion) -> list[str]:
    """Rows that belong to both: one of them names what is the other's."""
    de_una, de_otra = filas_de(una), filas_de(otra)
    ambas = {m: llaves & de_otra[m] for m, llaves in de_una.items() if m is not Usuario}
    return [f"{m._meta.db_table} {pk}" for m, llaves in ambas.items() for pk in llaves]


def pareja(una: Direccion, otra: Direccion) -> dict[int, int]:
    """For each id of the first, that of its counterpart in the other; ids of different tables differ."""
    de_una, de_otra = filas_de(una), filas_de(otra)
    mapa: dict[int, int] = {}
    for modelo, llaves in de_una.items():
        ajenas = sorted(k for k in de_otra[modelo] if isinstance(k, int))
        for lugar, llave in enumerate(sorted(k for k in llaves if isinstance(k, int))):
            if ajenas:
                assert llave not in mapa, "two tables share an id"
                mapa[llave] = ajenas[min(lugar, len(ajenas) - 1)]
    return mapa

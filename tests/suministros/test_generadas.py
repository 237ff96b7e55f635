"""Generated lives of many requests at once: what must hold, holds after each step."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from actividades.models import Actividad
from nucleo.errores import ErrorDeDominio
from nucleo.models import Serie
from suministros import consultas, servicios
from suministros.estados import EFECTOS, PASOS_DE_SOLICITUD, TERMINADAS, Acto
from suministros.models import (
    Articulo,
    CambioDeSolicitud,
    Fondo,
    Momento,
    MovimientoDeFondo,
    PrestamoDeVehiculo,
    Renglon,
    Solicitud,
    Vale,
)
from suministros.permisos import permite
from tests.conftest import COMPLETO
from tests.suministros import muestras as m
from tests.suministros.actos import HACER

pytestmark = [pytest.mark.django_db]
TANDAS, CUANTAS, PASOS = (8, 125, 50) if COMPLETO else (1, 12, 30)  # 8 × 125: a thousand lives
MONTO = st.integers(1, 600_00)
SIN_DINERO = TERMINADAS | {"enviada", "recibida", "devuelta"}
AVANZAN = [a for a in Acto if a not in {Acto.EDITAR, Acto.DEVOLVER, Acto.CANCELAR, Acto.NEGAR}]
QUIENES = ("personal_a", "directora_a", "tesoreria")
CAMINOS = {  # lives that chance alone walks seldom to their end
    "corregir": (Acto.PEDIR_AUTORIZACION, Acto.DEVOLVER, Acto.EDITAR, Acto.ENVIAR, Acto.DEVOLVER),
    "cargar": (Acto.ENVIAR, Acto.ACUSAR, Acto.ASIGNAR_COMBUSTIBLE, Acto.RECIBIR, Acto.REGISTRAR_CARGA),
    "usar": (Acto.ENVIAR, Acto.ACUSAR, Acto.ASIGNAR_VEHICULO, Acto.RECIBIR, Acto.DEVOLVER_VEHICULO),
    "sin cargar": (Acto.ENVIAR, Acto.ACUSAR, Acto.ASIGNAR_COMBUSTIBLE, Acto.RECIBIR, Acto.CERRAR),
    "negar": (Acto.ENVIAR, Acto.ACUSAR, Acto.NEGAR, Acto.VINCULAR),
    "cancelar": (Acto.ENVIAR, Acto.ACUSAR, Acto.ASIGNAR_COMBUSTIBLE, Acto.CANCELAR),
    "comprar": (
        *(Acto.ENVIAR, Acto.ACUSAR, Acto.AUTORIZAR_MATERIAL, Acto.PEDIR_COMPRA),
        *(Acto.REGISTRAR_COMPRA, Acto.ENTREGAR, Acto.RECIBIR),
    ),
}


class Maquina(RuleBasedStateMachine):
    """Two fondos, two vehicles, two artículos; requests in any state, and acts in any order."""

    mundo: m.Mundo
    pasos = 0
    hechos: set[str] = set()

    def __init__(self) -> None:
        super().__init__()
        self.atomico = transaction.atomic()
        self.atomico.__enter__()
        self.personas = {q: self.mundo.reparto.persona(q) for q in QUIENES}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomico.__exit__(None, None, None)

    def intentar(self, hacer) -> bool:
        type(self).pasos += 1
        try:
            with transaction.atomic():
                hacer()
        except ErrorDeDominio:
            return False
        return True

    @initialize()
    def al_empezar(self):
        """Two requests to begin with: the shortest lives would ask for nothing."""
        m.recibida(self.mundo, m.datos_de_oficio(self.mundo, monto=300_00, pide="combustible"))
        m.recibida(
            self.mundo, m.datos_de_requisicion(self.mundo, servicios.DatosDeRenglon(3, self.mundo.hojas))
        )

    @rule(monto=MONTO, pide=st.sampled_from(["vehiculo", "combustible"]))
    def pedir_oficio(self, monto, pide):
        datos = m.datos_de_oficio(self.mundo, monto=monto, pide=pide)
        self.intentar(lambda: m.recibida(self.mundo, datos))

    @rule(hojas=st.integers(1, 12), tinta=st.integers(0, 3), lonas=st.integers(0, 2))
    def pedir_material(self, hojas, tinta, lonas):
        renglones = [servicios.DatosDeRenglon(hojas, self.mundo.hojas)]
        renglones += [servicios.DatosDeRenglon(tinta, self.mundo.tinta)] if tinta else []
        renglones += [m.lona(lonas, 90_00)] if lonas else []
        datos = m.datos_de_requisicion(self.mundo, *renglones)
        self.intentar(lambda: m.recibida(self.mundo, datos))

    @rule()
    def escribir_borrador(self):
        self.intentar(lambda: m.borrador(self.mundo))

    @rule(cual=st.integers(0, 5), acto=st.sampled_from(list(Acto)), rol=st.sampled_from(QUIENES))
    def actuar(self, cual, acto, rol):
        """Any act on one of the open requests (or of those refused), whoever asks and whatever its state."""
        elegibles = self._no_dadas() if acto == Acto.VINCULAR else self._abiertas()
        if elegibles:
            self._hacer(elegibles[cual % len(elegibles)], acto, rol)

    @rule(cual=st.integers(0, 5), actos=st.lists(st.integers(0, 99), min_size=1, max_size=4))
    def avanzar(self, cual, actos):
        """A few acts that the state of one request admits, by who may: its life goes on."""
        abiertas = self._abiertas()
        if not abiertas:
            return
        pk = abiertas[cual % len(abiertas)].pk
        for n in actos:
            s = Solicitud.objects.get(pk=pk)
            if posibles := [(a, q) for a in AVANZAN for q in QUIENES if permite(a, self.personas[q], s)]:
                self._hacer(s, *posibles[n % len(posibles)])

    @rule(camino=st.sampled_from(sorted(CAMINOS)), hasta=st.integers(1, 7))
    def seguir(self, camino, hasta):
        """A new request that goes along a known road, to its end or not, as far as money and stock let it."""
        es_compra = camino == "comprar"
        datos = m.de_tinta(self.mundo) if es_compra else m.datos_de_oficio(self.mundo, monto=300_00)
        pk = m.borrador(self.mundo, datos).pk
        for acto in CAMINOS[camino][:hasta]:
            s = Solicitud.objects.get(pk=pk)
            if pueden := [q for q in QUIENES if permite(acto, self.personas[q], s)]:
                self._hacer(s, acto, pueden[0])

    @rule(cual=st.integers(0, 5), cuantas=st.integers(1, 3), precio=MONTO)
    def llegar(self, cual, cuantas, precio):
        """A lot of a purchase, at another price."""
        compradas = [s for s in self._abiertas() if s.folio_compra]
        if compradas:
            self.intentar(lambda: m.comprar(self.mundo, compradas[cual % len(compradas)], cuantas, precio))

    def _abiertas(self) -> list[Solicitud]:
        return list(consultas.abiertas(Solicitud.objects.order_by("-pk"))[:6])

    def _no_dadas(self) -> list[Solicitud]:
        return list(Solicitud.objects.filter(estado__in=["negada", "cancelada"]).order_by("-pk")[:6])

    def _hacer(self, s, acto, rol):
        if self.intentar(lambda: HACER[acto](self.mundo, s, self.mundo.quien(rol))):
            self.hechos.add(acto)

    @rule(monto=MONTO, cambio=st.sampled_from(["ampliar", "reducir", "ida", "vuelta"]))
    def mover_dinero(self, monto, cambio):
        g, p = self.mundo.gasolina.pk, self.mundo.papeleria.pk
        comun = {"monto": monto, "motivo": "Acuerdo", "token": uuid4()} | self.mundo.quien("tesoreria")
        self.intentar(
            {
                "ampliar": lambda: servicios.ampliar_fondo(fondo_id=g, **comun),
                "reducir": lambda: servicios.reducir_fondo(fondo_id=g, **comun),
                "ida": lambda: servicios.transferir(de_id=g, a_id=p, **comun),
                "vuelta": lambda: servicios.transferir(de_id=p, a_id=g, **comun),
            }[cambio]
        )

    @rule(cuantos=st.integers(-15, 15))
    def ajustar(self, cuantos):
        self.intentar(
            lambda: servicios.ajustar_existencia(
                articulo_id=self.mundo.hojas.pk,
                cantidad=cuantos,
                motivo="Conteo",
                token=uuid4(),
                **self.mundo.quien("tesoreria"),
            )
        )

    @invariant()
    def el_dinero_cuadra(self):
        """Each column is the sum of its movements; what ended, or was not answered, holds no money."""
        sumas: dict[tuple[int, int | None], list[int]] = {}
        filas = MovimientoDeFondo.objects.order_by().values_list("fondo", "solicitud", "tipo")
        for fondo, solicitud, tipo, monto in filas.annotate(Sum("monto")):
            suma = sumas.setdefault((fondo, solicitud), [0, 0, 0])
            for n, signo in enumerate(EFECTOS[tipo]):
                suma[n] += signo * monto
        for f in Fondo.objects.all():
            suyas = [s for (fondo, _), s in sumas.items() if fondo == f.pk]
            assert [f.asignado, f.comprometido, f.ejercido] == [sum(c) for c in zip(*suyas, strict=True)]
            assert f.asignado == f.comprometido + f.ejercido + f.disponible
            assert min(f.asignado, f.comprometido, f.ejercido, f.disponible) >= 0
        for s in Solicitud.objects.exclude(folio=""):
            _, comprometido, ejercido = sumas.get((s.fondo_id, s.pk), [0, 0, 0])
            assert comprometido == 0 or s.estado not in SIN_DINERO
            assert s.monto_ejercido == ejercido <= s.monto_autorizado
            if s.tipo == "requisicion" and s.estado not in TERMINADAS:
                por_dar = sum(r.falta * r.precio for r in s.renglones.all())
                assert comprometido == s.monto_autorizado - s.monto_ejercido == por_dar

    @invariant()
    def el_almacen_cuadra(self):
        for a in Articulo.objects.annotate(sumado=Coalesce(Sum("movimientos__cantidad"), 0)):
            assert a.existencia == a.sumado >= 0
        assert not Renglon.objects.filter(entregada__gt=F("autorizada")).exists()
        assert not Renglon.objects.filter(articulo=None, entregada__gt=F("comprada")).exists()

    @invariant()
    def ningun_vehiculo_esta_en_dos_lugares(self):
        vivos = list(PrestamoDeVehiculo.objects.filter(estado__in=["apartado", "en_uso"]))
        for i, uno in enumerate(vivos):
            for otro in vivos[i + 1 :]:
                mismo = uno.vehiculo_id == otro.vehiculo_id
                assert not (mismo and uno.desde < otro.hasta and otro.desde < uno.hasta)

    @invariant()
    def los_folios_van_seguidos(self):
        folios = [
            f for par in Solicitud.objects.values_list("folio", "folio_compra") for f in par if f
        ] + list(Vale.objects.values_list("folio", flat=True))
        series: dict[str, list[int]] = {}
        for folio in folios:
            clave, numero = re.fullmatch(r"(A(?:/REQ|/VALE)?)/(\d{3})/2024", folio).groups()
            series.setdefault(clave, []).append(int(numero))
        for numeros in series.values():
            assert sorted(numeros) == list(range(1, len(numeros) + 1))
        assert Serie.objects.filter(clave__startswith="suministros:").count() >= len(series)

    @invariant()
    def cada_momento_cuenta_una_vez(self):
        en_pie = Momento.objects.filter(anulado_en__isnull=True)
        assert not en_pie.values("solicitud", "clave").annotate(n=Count("pk")).filter(n__gt=1).exists()
        contados = en_pie.filter(actividad__isnull=False).count()
        assert Actividad.objects.filter(origen="paso", estado="validada").count() == contados

    @invariant()
    def cada_cambio_es_de_la_tabla(self):
        """But for who says what could not be done: that is a row of the history that moves nothing."""
        cambios = CambioDeSolicitud.objects.exclude(de="")
        pasos = cambios.exclude(acto=Acto.VINCULAR).values_list("de", "a").distinct()
        assert all(a in PASOS_DE_SOLICITUD[de] for de, a in pasos)
        assert not cambios.filter(acto=Acto.VINCULAR).exclude(a=F("de")).exists()


@pytest.mark.postgres
@pytest.mark.parametrize("tanda", range(TANDAS))
def test_generated_lives_keep_what_must_hold(mundo, cifra, tanda):
    """In batches, so that a long run says how far it is and may be shared between processors."""
    Maquina.mundo, Maquina.pasos, Maquina.hechos = mundo, 0, set()
    run_state_machine_as_test(
        Maquina,
        settings=settings(
            max_examples=CUANTAS,
            stateful_step_count=PASOS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    cifra(9, "vidas generadas de suministros que rompieron una regla", 0, de=CUANTAS)
    assert Maquina.pasos >= CUANTAS
    faltan = set(Acto) - Maquina.hechos
    assert len(faltan) <= (0 if COMPLETO else 6), f"nunca se hizo: {sorted(faltan)}"

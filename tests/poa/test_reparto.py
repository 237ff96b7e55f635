"""The cast itself: complete, of the same shape on both sides, and B recognisable."""

from nucleo.models import Asiento
from poa.consultas import con_la_hoja
from poa.estados import EstadoPrograma
from poa.models import Adscripcion, Programacion
from tests.reparto import ANONIMO, CANARIO, GENTE, PROGRAMACION, ROLES, Reparto


def test_reparto_tiene_los_nueve_papeles(reparto: Reparto):
    assert set(ROLES) == {*GENTE, ANONIMO}
    assert len(ROLES) == 9
    assert Adscripcion.objects.count() == len(GENTE)


def test_reparto_autoriza_ambos_programas_con_la_misma_forma(reparto: Reparto):
    for clave, programa in (("A", reparto.programa_a), ("B", reparto.programa_b)):
        assert programa.estado == EstadoPrograma.AUTORIZADO
        numeros = [
            tuple(
                Programacion.objects.filter(linea=linea)
                .order_by("trimestre_programa__numero")
                .values_list("inicial", flat=True)
            )
            for linea in reparto.lineas(clave)
        ]
        assert numeros == list(PROGRAMACION)


def test_reparto_marca_cada_texto_de_b_con_su_canario(reparto: Reparto):
    programa = con_la_hoja().get(pk=reparto.programa_b.pk)
    textos = [programa.encabezado, programa.vision, programa.mision, programa.objetivo, programa.evaluador]
    textos += [programa.responsable_nombre, programa.responsable_cargo]
    textos += [e.texto for e in programa.foda.all()]
    for estrategia in programa.estrategias.all():
        textos += [estrategia.nombre, estrategia.metas]
        textos += [estrategia.beneficiados_directos, estrategia.beneficiados_indirectos]
        textos += [i.concepto for i in estrategia.inversiones.all()]
        for linea in estrategia.lineas.all():
            textos += [linea.texto, linea.unidad_de_medida, linea.medio_de_verificacion]
    canarios = [t[t.index(CANARIO) :] for t in textos]
    assert len(canarios) == len(set(canarios)) == 30
    assert not [t for t in (reparto.programa_a.vision, reparto.programa_a.mision) if CANARIO in t]


def test_reparto_deja_huella_en_la_bitacora(reparto: Reparto):
    acciones = set(Asiento.objects.values_list("accion", flat=True))
    assert {"programa.crear", "programa.cargar", "programa.autorizado", "ejercicio.abrir"} <= acciones

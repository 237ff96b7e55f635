"""One's own RFC and CURP, as they are registered: the signature is compared with them."""

from django.urls import reverse

from nucleo.models import Usuario
from tests.reparto import Reparto


def test_each_one_reads_their_own_and_nobody_elses(reparto: Reparto, cliente_de):
    suya, ajena = reparto.usuarios["directora_a"], reparto.usuarios["personal_a"]
    pagina = cliente_de("directora_a").get(reverse("mfa_index")).text
    assert suya.rfc
    assert suya.curp
    assert suya.rfc in pagina
    assert suya.curp in pagina
    assert "Si no es correcto, pídalo a la administración" in pagina
    assert ajena.rfc not in pagina
    assert ajena.curp not in pagina


def test_who_has_none_registered_is_told_so(reparto: Reparto, cliente_de):
    Usuario.objects.filter(pk=reparto.usuarios["personal_a"].pk).update(rfc="", curp="")
    pagina = cliente_de("personal_a").get(reverse("mfa_index")).text
    assert pagina.count("Sin dato") == 2

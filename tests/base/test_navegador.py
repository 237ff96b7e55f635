"""The browser of the tests: it opens our pages, keeps our session, and its console errors fail the test."""

import pytest

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


def test_a_page_is_served_and_its_console_is_clean(pagina):
    respuesta = pagina.goto("/entrar/")
    assert respuesta.status == 200
    assert pagina.locator("input[name=login]").count() == 1
    assert pagina.locator("input[name=password]").count() == 1


def test_the_console_fixture_hears_a_violation_of_the_policy(page, live_server, consola):
    """Negative control of `pagina`: inline script that the policy refuses is heard."""
    page.goto(f"{live_server.url}/entrar/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.malo=1>')")
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in mensaje for mensaje in consola)
    assert page.evaluate("window.malo") is None


def test_a_session_is_carried_into_the_browser(pagina, entrar_como, django_user_model):
    entrar_como(django_user_model.objects.create_user("maria", password="x"))
    pagina.goto("/entrar/")
    assert "/entrar/" not in pagina.url, "who has a session is sent on from the sign-in page"

/* Signs in this very page with the person's e.firma; the key and its password never leave the computer.
 *
 * Expects forge (static/vendor/node-forge) loaded before, a [data-efirma] container with data-url-preparar,
 * data-url-terminar and data-csrf, and inside it #efirma-cer, #efirma-key, #efirma-clave, #efirma-firmar,
 * #efirma-estado, optional [data-efirma-paso=abrir|preparar|firmar|terminar] and hidden named inputs.
 */
(function () {
  "use strict";

  const forge = window.forge;
  const PASOS = ["abrir", "preparar", "firmar", "terminar"];
  const BYTES_MAXIMOS = 65536;
  const ESPERA_MS = 90000;
  const SIN_FIRMA = " No se firmó nada.";
  const SIN_RED = "Se perdió la conexión." + SIN_FIRMA + " Vuelva a intentar.";
  // Here the server may have finished: saying that nothing was signed could be false.
  const SIN_RED_AL_GUARDAR =
    "Se perdió la conexión al guardar. Recargue la página: ahí se ve si la firma quedó registrada; " +
    "si no, vuelva a firmar.";
  const SIN_SESION = "Su sesión terminó o cambió. Recargue la página, entre de nuevo y vuelva a intentar.";
  const OTRA_LLAVE =
    "La llave (.key) no es la de este certificado (.cer). Elija los dos archivos de la misma e.firma.";

  class Aviso extends Error {
    constructor(mensaje, campo) {
      super(mensaje);
      this.campo = campo;
    }
  }

  // ---- what is read from the files ----

  async function leerArchivo(campo, nombre) {
    const archivo = campo.files && campo.files[0];
    if (!archivo) throw new Aviso("Falta elegir el archivo " + nombre + " de su e.firma.", campo);
    if (archivo.size > BYTES_MAXIMOS || archivo.size === 0) {
      throw new Aviso("Ese archivo no es el " + nombre + " de una e.firma.", campo);
    }
    try {
      return new Uint8Array(await archivo.arrayBuffer());
    } catch {
      throw new Aviso("No se pudo leer el archivo " + nombre + ". Elíjalo de nuevo.", campo);
    }
  }

  function aAsn1(bytes) {
    return forge.asn1.fromDer(forge.util.createBuffer(bytes));
  }

  function llavePublica(bytes, campo) {
    try {
      const tbs = aAsn1(bytes).value[0].value;
      const conVersion = tbs[0].tagClass === forge.asn1.Class.CONTEXT_SPECIFIC ? 1 : 0;
      // Taken by its place, so that the names (T61String in SAT's certificates) need not be understood.
      return forge.pki.publicKeyFromAsn1(tbs[5 + conVersion]);
    } catch {
      throw new Aviso("El archivo elegido en .cer no es un certificado. Revise que no sea el .key.", campo);
    }
  }

  function abrirLlave(bytes, clave, campoKey, campoClave) {
    let cifrada;
    try {
      cifrada = aAsn1(bytes);
      if (cifrada.value[1].type !== forge.asn1.Type.OCTETSTRING) throw new Error("not PKCS#8");
    } catch {
      const noEsLlave = "El archivo elegido en .key no es una llave privada. Revise que no sea el .cer.";
      throw new Aviso(noEsLlave, campoKey);
    }
    const intentos = [forge.util.encodeUtf8(clave)];
    if (/[\u0080-\u00ff]/.test(clave)) intentos.push(clave); // Latin-1, as some programs wrote it
    for (const intento of intentos) {
      const llave = descifrar(cifrada, intento);
      if (llave) return llave;
    }
    throw new Aviso("La contraseña no abre esta llave. Escríbala de nuevo." + SIN_FIRMA, campoClave);
  }

  function descifrar(cifrada, clave) {
    try {
      const plana = forge.pki.decryptPrivateKeyInfo(cifrada, clave);
      return plana && forge.pki.privateKeyFromAsn1(plana);
    } catch {
      return null; // a wrong password sometimes decrypts into rubbish instead of null
    }
  }

  // ---- what is said to the server ----

  async function enviar(caja, url, datos) {
    const cuerpo = new URLSearchParams(datos);
    const extras = caja.querySelectorAll("input[type=hidden][name]");
    extras.forEach((campo) => cuerpo.append(campo.name, campo.value));
    const corte = new AbortController();
    const reloj = setTimeout(() => corte.abort(), ESPERA_MS);
    try {
      const respuesta = await fetch(url, {
        method: "POST",
        body: cuerpo,
        credentials: "same-origin",
        redirect: "manual",
        signal: corte.signal,
        headers: { "X-CSRFToken": caja.dataset.csrf, Accept: "application/json" },
      });
      return { texto: await respuesta.text(), estado: respuesta.status };
    } finally {
      clearTimeout(reloj);
    }
  }

  async function pedir(caja, url, datos, sinRed) {
    let respuesta;
    try {
      respuesta = await enviar(caja, url, datos);
    } catch {
      throw new Aviso(sinRed);
    }
    let json = null;
    try {
      json = JSON.parse(respuesta.texto);
    } catch {
      json = null;
    }
    if (json && json.error) throw new Aviso(String(json.error));
    if (json && respuesta.estado === 200) return json;
    if (respuesta.estado === 0 || respuesta.estado === 401 || respuesta.estado === 403) {
      throw new Aviso(SIN_SESION);
    }
    const fallo = "El servidor no pudo atender la firma (" + respuesta.estado + ").";
    throw new Aviso(fallo + " Recargue la página y revise si quedó firmado.");
  }

  // ---- what is shown ----

  function decir(caja, texto, tipo) {
    const estado = caja.querySelector("#efirma-estado");
    estado.textContent = texto;
    estado.dataset.tipo = tipo;
  }

  function avanzar(caja, paso) {
    const actual = PASOS.indexOf(paso);
    PASOS.forEach((nombre, i) => {
      caja.querySelectorAll('[data-efirma-paso="' + nombre + '"]').forEach((marca) => {
        marca.dataset.avance = i < actual ? "hecho" : i === actual ? "en-curso" : "pendiente";
        if (i === actual) marca.setAttribute("aria-current", "step");
        else marca.removeAttribute("aria-current");
      });
    });
  }

  function fallar(caja, error) {
    const esperado = error instanceof Aviso;
    decir(caja, esperado ? error.message : "No se pudo firmar en este navegador." + SIN_FIRMA, "error");
    caja.querySelectorAll('[data-avance="en-curso"]').forEach((marca) => (marca.dataset.avance = "error"));
    if (esperado && error.campo) {
      error.campo.setAttribute("aria-invalid", "true");
      error.campo.focus();
    }
  }

  // ---- what is forgotten ----

  function olvidarLlave(llave) {
    if (!llave) return;
    ["d", "p", "q", "dP", "dQ", "qInv"].forEach((parte) => {
      const numero = llave[parte];
      if (numero && numero.data) for (let i = 0; i < numero.data.length; i++) numero.data[i] = 0;
    });
  }

  function respirar() {
    // Two frames, so that the message is on screen before the key is opened (it blocks for a moment).
    return new Promise((seguir) => requestAnimationFrame(() => setTimeout(seguir, 0)));
  }

  // ---- the signature ----

  async function abrir(caja, campos) {
    const cer = await leerArchivo(campos.cer, ".cer");
    const key = await leerArchivo(campos.key, ".key");
    try {
      const publica = llavePublica(cer, campos.cer);
      if (!campos.clave.value) throw new Aviso("Falta la contraseña de la llave privada.", campos.clave);
      const llave = abrirLlave(key, campos.clave.value, campos.key, campos.clave);
      if (llave.n.compareTo(publica.n) !== 0) {
        olvidarLlave(llave);
        throw new Aviso(OTRA_LLAVE + SIN_FIRMA, campos.key);
      }
      return { cer: cer, llave: llave };
    } finally {
      key.fill(0);
    }
  }

  function firmarBytes(llave, base64) {
    const resumen = forge.md.sha256.create();
    resumen.update(forge.util.decode64(base64));
    return forge.util.encode64(llave.sign(resumen));
  }

  async function firmar(caja, campos) {
    let abierta = null;
    try {
      avanzar(caja, "abrir");
      decir(caja, "Abriendo la llave en esta computadora…", "avance");
      await respirar();
      abierta = await abrir(caja, campos);
      avanzar(caja, "preparar");
      decir(caja, "Preparando el documento…", "avance");
      const cer = forge.util.encode64(forge.util.createBuffer(abierta.cer).getBytes());
      const preparado = await pedir(caja, caja.dataset.urlPreparar, { cer: cer }, SIN_RED);
      avanzar(caja, "firmar");
      const firma = firmarBytes(abierta.llave, preparado.atributos);
      olvidarLlave(abierta.llave);
      campos.clave.value = "";
      campos.key.value = "";
      avanzar(caja, "terminar");
      decir(caja, "Guardando el documento firmado…", "avance");
      const hecho = { en_curso: preparado.en_curso, firma: firma };
      return await pedir(caja, caja.dataset.urlTerminar, hecho, SIN_RED_AL_GUARDAR);
    } finally {
      olvidarLlave(abierta && abierta.llave);
      campos.clave.value = "";
    }
  }

  function irA(siguiente) {
    const destino = new URL(siguiente, window.location.href);
    if (destino.origin === window.location.origin) window.location.assign(destino.href);
    else window.location.reload();
  }

  async function alFirmar(caja, campos, boton) {
    if (boton.disabled) return;
    boton.disabled = true;
    caja.setAttribute("aria-busy", "true");
    Object.values(campos).forEach((campo) => campo.removeAttribute("aria-invalid"));
    try {
      const resultado = await firmar(caja, campos);
      campos.cer.value = "";
      decir(caja, "El documento quedó firmado.", "listo");
      irA(resultado.siguiente); // the button stays disabled: there is nothing left to sign here
    } catch (error) {
      fallar(caja, error);
      boton.disabled = false;
    } finally {
      caja.removeAttribute("aria-busy");
    }
  }

  function iniciar(caja) {
    const campos = {
      cer: caja.querySelector("#efirma-cer"),
      key: caja.querySelector("#efirma-key"),
      clave: caja.querySelector("#efirma-clave"),
    };
    const boton = caja.querySelector("#efirma-firmar");
    if (!forge) {
      decir(caja, "No cargó la parte de la página que firma. Recárguela.", "error");
      boton.disabled = true;
      return;
    }
    boton.addEventListener("click", () => alFirmar(caja, campos, boton));
    campos.clave.addEventListener("keydown", (evento) => {
      if (evento.key === "Enter") boton.click();
    });
    window.addEventListener("pagehide", () => {
      campos.clave.value = "";
      campos.key.value = "";
    });
  }

  document.querySelectorAll("[data-efirma]").forEach(iniciar);
})();

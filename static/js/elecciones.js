// A vote being written: how many of those present the votes and abstentions already are.
(() => {
  "use strict";

  const forma = document.querySelector("[data-votacion]");
  if (!forma) return;
  const presentes = Number(forma.dataset.presentes);
  const cuenta = forma.querySelector("[data-cuenta]");

  function contar() {
    const suma = Array.from(forma.querySelectorAll("[data-suma]"))
      .reduce((total, campo) => total + (parseInt(campo.value, 10) || 0), 0);
    const sobran = suma > presentes;
    cuenta.textContent = `${suma} de ${presentes} presentes${sobran ? `: sobran ${suma - presentes}` : ""}`;
    cuenta.parentElement.classList.toggle("suma--sobra", sobran);
  }

  // Enter in a row must not press «Otra persona», the first button of the form.
  forma.addEventListener("keydown", (evento) => {
    if (evento.key === "Enter" && evento.target.matches("input")) evento.preventDefault();
  });
  forma.addEventListener("input", contar);
  contar();
})();

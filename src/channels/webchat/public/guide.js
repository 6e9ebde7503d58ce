// @ts-check

/** Shows the button that prints the page: without a script it could do nothing. */
const button = document.getElementById('print');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

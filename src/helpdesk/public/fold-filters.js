// @ts-check

/** Folds the form that finds tickets where it would take the whole of a small screen; the styles show its button there alone. */
export function foldFilters() {
  const form = document.getElementById('find');
  if (!(form instanceof HTMLDetailsElement)) return;
  const small = matchMedia('(max-width: 40rem)');
  const fold = () => {
    form.open = !small.matches;
  };
  fold();
  small.addEventListener('change', fold);
}

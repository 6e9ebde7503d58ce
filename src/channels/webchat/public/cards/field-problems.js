// @ts-check

/** What the server found wrong with a field, right below the field. */
const PROBLEM = '.ac-container[id^="wrong-"]';
/** The mark of Adaptive Cards on a field that was not filled in rightly. */
const MARK = 'ac-input-validation-failed';

/**
 * Tells screen readers at each field of a card that it is wrong, and what the server found wrong with it. What Adaptive Cards
 * itself finds, it only adds to the field's name.
 * @param {HTMLElement} root The conversation.
 */
export function tieProblemsToFields(root) {
  new MutationObserver(() => {
    for (const problem of root.querySelectorAll(PROBLEM))
      fieldAbove(problem)?.setAttribute('aria-describedby', problem.id);
    for (const field of root.querySelectorAll('.ac-input')) {
      const isWrong = field.hasAttribute('aria-describedby') || field.classList.contains(MARK);
      if (isWrong) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
  }).observe(root, { childList: true, subtree: true, attributeFilter: ['class'] });
}

/** @param {Element} problem */
function fieldAbove(problem) {
  // Between two elements of a card there is an empty one.
  return problem.previousElementSibling?.previousElementSibling?.querySelector('.ac-input');
}

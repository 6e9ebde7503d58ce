// @ts-check

/**
 * Copies a text, and its HTML where there is some.
 * @param {string} text
 * @param {string} [markup]
 * @returns {Promise<boolean>} False where the browser does not let a page do so.
 */
export async function copy(text, markup) {
  try {
    if (markup === undefined) await navigator.clipboard.writeText(text);
    else {
      const parts = { 'text/plain': asBlob(text, 'text/plain'), 'text/html': asBlob(markup, 'text/html') };
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Selects the text of an element, ready to be copied by hand.
 * @param {Element} element
 */
export function selectText(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/**
 * @param {string} text
 * @param {string} type
 */
function asBlob(text, type) {
  return new Blob([text], { type });
}

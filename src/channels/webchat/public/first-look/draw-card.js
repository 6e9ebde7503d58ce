// @ts-check
import { withJoinedRows } from '../cards/button-rows.js';
import { withLongButtons } from '../cards/long-buttons.js';
import { draw, drawLink } from './draw.js';
import { drawMarkdown } from './draw-markdown.js';

/** @typedef {import('./draw.js').Drawn} Drawn */

/**
 * An element of an Adaptive Card, as our own cards use them.
 * @typedef {import('../cards/long-buttons.js').Element & {
 *   id?: string, size?: string, weight?: string, color?: string, isSubtle?: boolean, isVisible?: boolean,
 *   url?: string, altText?: string, width?: string,
 *   facts?: { title: string, value: string }[], inlines?: { text: string, weight?: string }[],
 *   label?: string, placeholder?: string, value?: string, maxLength?: number, isMultiline?: boolean, isRequired?: boolean,
 *   choices?: { title: string, value: string }[],
 * }} Element
 */

/**
 * A button of a card.
 * @typedef {object} Action
 * @property {string} type
 * @property {string} [title]
 * @property {string} [style]
 * @property {string} [url]
 * @property {unknown} [data]
 * @property {string} [associatedInputs]
 * @property {string[]} [targetElements]
 */

/**
 * Draws a card as Web Chat draws it, before Web Chat is there: with the same names of classes, so that one style sheet serves both.
 * @param {{ body?: unknown, actions?: unknown }} card
 * @returns {Drawn}
 */
export function drawCard({ body, actions }) {
  const elements = /** @type {Element[]} */ (Array.isArray(body) ? body : []);
  const bar = Array.isArray(actions) ? [{ type: 'ActionSet', actions, spacing: 'medium' }] : [];
  const children = [...withLongButtons(withJoinedRows(elements)), ...bar].map(drawElement);
  return draw('div', { class: 'ac-container ac-adaptiveCard', role: 'figure' }, children);
}

/**
 * @param {Element} element
 * @returns {Drawn}
 */
function drawElement(element) {
  const { type, spacing = 'default' } = element;
  const drawn = DRAWINGS[type ?? '']?.(element) ?? draw('div', {});
  const classes = [drawn.attributes.class, `gap-${spacing}`].filter(Boolean).join(' ');
  return { ...drawn, attributes: { ...drawn.attributes, class: classes } };
}

/** How each kind of element is drawn. @type {Record<string, (element: Element) => Drawn>} */
const DRAWINGS = {
  TextBlock: ({ id, text = '', style, ...look }) =>
    draw(
      'div',
      {
        class: `ac-textBlock ${lookOf(look)}`,
        id,
        ...(style === 'heading' && { role: 'heading', 'aria-level': '2' }),
      },
      drawMarkdown(text),
    ),
  RichTextBlock: ({ inlines = [] }) =>
    draw('div', { class: 'ac-richTextBlock' }, [
      draw(
        'p',
        {},
        inlines.map(({ text, weight }) => (weight ? draw('strong', {}, [text]) : text)),
      ),
    ]),
  Container: ({ id, items = [], style, isVisible }) =>
    draw(
      'div',
      { class: `ac-container ${style ? `box-${style}` : ''}`, id, hidden: isVisible === false && '' },
      items.map(drawElement),
    ),
  ActionSet: ({ actions = [] }) => draw('div', { class: 'ac-actionSet' }, actions.map(drawAction)),
  FactSet: ({ facts = [] }) =>
    draw(
      'dl',
      { class: 'ac-factset' },
      facts.flatMap(({ title, value }) => [
        draw('dt', { class: 'ac-fact-title' }, [title]),
        draw('dd', {}, drawMarkdown(value)),
      ]),
    ),
  Image: ({ url = '', altText = '', width, selectAction }) => {
    // The name of the action takes the place of the words for the picture.
    const press = selectAction && { alt: selectAction.title, role: 'button', tabindex: '0' };
    const look = `ac-image ${press ? 'ac-selectable' : ''}`;
    const image = draw('img', {
      class: look,
      src: url,
      alt: altText,
      width: width?.replace('px', ''),
      ...press,
    });
    return draw('div', { class: 'picture' }, [image]);
  },
  'Input.Text': ({ isMultiline, maxLength, placeholder, value = '', style, ...field }) =>
    drawField(
      field,
      isMultiline
        ? draw('textarea', { ...inputOf(field), placeholder, maxlength: maxLength?.toString() }, [value])
        : draw('input', {
            ...inputOf(field),
            type: style ?? 'text',
            placeholder,
            maxlength: maxLength?.toString(),
            value,
          }),
    ),
  'Input.ChoiceSet': ({ choices = [], placeholder, value = '', ...field }) =>
    drawField(
      field,
      draw('select', inputOf(field), [
        draw('option', { value: '' }, [placeholder ?? '']),
        ...choices.map((choice) =>
          draw('option', { value: choice.value, selected: choice.value === value && '' }, [choice.title]),
        ),
      ]),
    ),
};

/** @param {Pick<Element, 'size' | 'weight' | 'color' | 'isSubtle'>} look */
function lookOf({ size = 'default', weight, color, isSubtle }) {
  return [
    `text-${size}`,
    weight === 'bolder' && 'bolder',
    color === 'accent' && 'accent',
    isSubtle && 'subtle',
  ]
    .filter(Boolean)
    .join(' ');
}

/** @param {Pick<Element, 'id' | 'isRequired'>} field */
function inputOf({ id, isRequired }) {
  return { class: 'ac-input', name: id, required: isRequired && '' };
}

/**
 * @param {Pick<Element, 'label' | 'isRequired'>} field
 * @param {Drawn} input
 */
function drawField({ label = '', isRequired }, input) {
  return draw('label', { class: 'ac-input-container' }, [
    draw('span', {}, [label, ...(isRequired ? [' *'] : [])]),
    input,
  ]);
}

/**
 * @param {Action} action
 * @returns {Drawn}
 */
function drawAction({ type, title = '', style, url, data, associatedInputs, targetElements = [] }) {
  const look = `ac-pushButton style-default ${style === 'positive' ? 'primary style-positive' : ''}`;
  const words = [draw('div', {}, [title])];
  if (type === 'Action.OpenUrl') return drawLink(url ?? '', look, words);
  if (type === 'Action.ToggleVisibility') {
    const part = { 'aria-controls': targetElements.join(' '), 'aria-expanded': 'false' };
    return draw('button', { class: look, type: 'button', ...part }, words);
  }
  const sends = JSON.stringify({ data, withForm: associatedInputs !== 'none' });
  return draw('button', { class: look, type: 'button', 'data-sends': sends }, words);
}

/* global AdaptiveCards, markdownit */

const markdown = markdownit({ html: false });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

window.drawCards = (cards, look, width) => {
  const drawn = cards.map((content) => drawCard(content, look, width));
  document.querySelector('#cards').replaceChildren(...drawn.map(({ frame }) => frame));
  return drawn.flatMap(({ name, frame, complaints }) =>
    [...complaints, ...wrongIn(frame)].map((wrong) => `${wrong} in "${name}"`),
  );
};

function drawCard(content, look, width) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(look);
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(content, context);
  const frame = document.createElement('section');
  frame.className = 'teams-card';
  frame.style.width = `${width}px`;
  frame.append(card.render() ?? '');
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  const complaints = [...events, ...card.validateProperties().validationEvents];
  const name = String(content.fallbackText).split('\n').slice(0, 3).join(' / ');
  return { name, frame, complaints: complaints.map(({ message }) => message) };
}

function wrongIn(frame) {
  const all = [...frame.querySelectorAll('*')];
  const right = frame.getBoundingClientRect().right;
  return [
    ...(all.length === 0 ? ['nothing drawn'] : []),
    ...all.filter((element) => isTooWide(element, right)).map((element) => `too wide: ${element.className}`),
    ...[...frame.querySelectorAll('button')].flatMap(wrongWithButton),
    ...[...frame.querySelectorAll('.ac-container[role]')].flatMap(wrongWithBox),
    ...[...frame.querySelectorAll('.ac-textBlock')].flatMap(wrongWithText),
    ...all.filter((element) => element.className.includes('overflow')).map(() => 'a button in a menu'),
  ];
}

function isTooWide(element, right) {
  return element.getBoundingClientRect().right > right + 0.5;
}

function wrongWithButton(button) {
  const name = button.innerText.trim();
  const isCut = button.firstElementChild.scrollWidth > button.firstElementChild.clientWidth;
  return [...(name === '' ? ['a button without a name'] : []), ...(isCut ? [`cut: ${name}`] : [])];
}

/** A box to press is called what is seen, and can be reached by the keyboard. */
function wrongWithBox(box) {
  const name = box.getAttribute('aria-label') ?? '';
  return [
    ...(name === '' || name !== box.innerText.trim() ? [`a box called "${name}"`] : []),
    ...(box.tabIndex === 0 ? [] : [`not for the keyboard: ${name}`]),
  ];
}

function wrongWithText(text) {
  const said = text.innerText;
  return [
    ...(/\*\*/.test(said) ? [`marks: ${said}`] : []),
    ...(text.scrollWidth > text.clientWidth ? [`cut: ${said}`] : []),
  ];
}

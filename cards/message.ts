import { type Card, makeCard, type Notice } from './card.ts';
import {
  type Button,
  box,
  bullets,
  buttonSets,
  type Element,
  type Fact,
  type Field,
  factList,
  field,
  fold,
  heading,
  type Link,
  linkLines,
  paragraph,
  problemsIn,
  quoted,
  smallPrint,
  steps,
} from './elements.ts';
import { type Option, optionList } from './options.ts';

interface Quote {
  title?: string;
  lines: string[];
}

/** The content of a card that shows no step, such as a greeting, a list of problems or a remedy. */
export interface MessageView {
  kind: string;
  notices: Notice[];
  /** A small line above the title: the step that the card belongs to. */
  place?: string;
  title: string;
  lines?: string[];
  /** Instructions in order. */
  steps?: string[];
  sections?: { title: string; lines: string[] }[];
  facts?: Fact[];
  /** A person's words, shown exactly as they were written. */
  quotes?: Quote[];
  fields?: Field[];
  /** What goes with the fields, folded below them. */
  folded?: { title: string } & Pick<MessageView, 'facts' | 'quotes'>;
  /** Small print below the fields. */
  remark?: string;
  question?: string;
  options?: Option[];
  /** Pages that the lines speak of, as lines of their own. */
  pages?: Link[];
  /** Links, above the buttons that go on. */
  links?: Button[];
  buttons: Button[];
}

/** Draws the card of a message. */
export function messageCard(view: MessageView): Card {
  const {
    kind,
    notices,
    place,
    title,
    lines = [],
    sections = [],
    facts = [],
    quotes = [],
    fields = [],
    folded,
    remark,
    question,
    options = [],
    pages = [],
    links = [],
    buttons,
  } = view;
  return makeCard({
    kind,
    notices,
    problems: problemsIn(fields),
    place,
    title,
    buttonsInBody: [...links, ...options.map(({ button }) => button)],
    body: (card): Element[] => [
      ...(place ? [smallPrint(place)] : []),
      heading(title),
      ...lines.map((line) => paragraph(line)),
      ...(view.steps && view.steps.length > 0 ? [steps(view.steps)] : []),
      ...linkLines(pages),
      ...sections.map((section) =>
        box('emphasis', [paragraph(`**${section.title}**`), bullets(section.lines)]),
      ),
      ...factList(facts),
      ...quotes.map(quoteBox),
      ...fields.flatMap((each) => field(each, card)),
      ...(folded
        ? fold(folded.title, `folded-${card}`, [
            ...factList(folded.facts ?? []),
            ...(folded.quotes ?? []).map(quoteBox),
          ])
        : []),
      ...(remark ? [smallPrint(remark)] : []),
      ...(links.length > 0 ? buttonSets(links, card) : []),
      ...(question ? [paragraph(question, { weight: 'bolder', spacing: 'medium' })] : []),
      ...optionList(options, card),
    ],
    buttons,
  });
}

function quoteBox({ title, lines }: Quote): Element {
  return box('emphasis', [...(title ? [paragraph(`**${title}**`)] : []), ...lines.flatMap(quoted)]);
}

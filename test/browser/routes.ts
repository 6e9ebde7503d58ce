import { pack } from '../support/clinician.ts';
import type { Size } from './browser.ts';

/** The button that goes on. */
export const NEXT = 'Done – next';
const methods = pack.languages.get('en')?.guide.methods;
/** The button that chooses a second factor. */
export const nameOf = (method: string) => methods?.[method]?.name ?? method;
export const AREA = 'WS2 – Functional urogenital conditions requiring highly specialised surgery';
export const CENTRE = 'Radboudumc (Radboud university medical center), Nijmegen';

/** The buttons of a whole walk, in order. */
const begin = ['Start from the beginning', NEXT, NEXT, NEXT, NEXT, NEXT];
const request = [NEXT, NEXT, 'Netherlands', CENTRE, NEXT, NEXT, 'It shows my centre', NEXT];
const login = [NEXT, NEXT, AREA, NEXT, NEXT];
export const walk = (...branch: string[]) => [...begin, ...branch, ...request, ...login];
export const app = [NEXT, NEXT, NEXT, NEXT];

/** Ways through the whole guide that take every branch. */
export const ROUTES: { name: string; size: Size; buttons: string[] }[] = [
  { name: 'app-pin', size: 'desktop', buttons: walk(nameOf('app-pin'), ...app) },
  { name: 'app-qr', size: 'phone', buttons: walk(nameOf('app-qr'), ...app) },
  { name: 'sms', size: 'desktop', buttons: walk(nameOf('sms'), NEXT, NEXT, NEXT) },
  {
    name: 'method-changed-half-way',
    size: 'phone',
    buttons: walk(nameOf('sms'), NEXT, 'Back', 'Back', nameOf('app-pin'), ...app),
  },
];

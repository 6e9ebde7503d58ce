import type { Request } from 'restify';
import type { Content } from '../../../content/content.ts';
import type { MessageValues } from '../../../content/format-message.ts';
import type { SiteTexts } from '../../../content/schema/site-texts.ts';
import type { Html } from '../../../http/html.ts';

/** The texts and facts that the pages show, and the sites that may show the chat. */
export interface PagesOptions {
  /** The guide that the page to be printed shows. */
  content: Content;
  site: SiteTexts;
  /** The title of the button that leads from the helpdesk back to the assistant. */
  backToAssistant: string;
  /** The title of the button that shows what is kept about the person; it is sent as if it were typed. */
  myData: string;
  /** The title of the button that closes a picture that is shown large. */
  closePicture: string;
  network: NetworkNames;
  /** An email address; null while it is not set. */
  accessibilityContact: string | null;
  /** The email address of the helpdesk; null while it is not set. */
  helpdeskEmail: string | null;
  /** The number of days for which a message is kept. */
  retentionDays: number;
  /** The language that the page is drawn in. */
  language: string;
  /** The languages that a person can choose from, each with its own name. */
  languages: readonly { code: string; name: string }[];
  /** Sites, such as https://www.example.org, that may show the chat in a frame; the assistant's own pages always may. */
  origins: readonly string[];
  /** The scheme and host under which people reach the assistant; without it, those that a request names. */
  publicUrl?: string | undefined;
}

interface NetworkNames {
  name: string;
  shortName: string;
  about: string;
  /** The address of the network's web site. */
  site: string;
  /** The address of the Commission's page about all networks. */
  ernSite: string;
}

/** Fills the placeholders of a text of the pages. */
export type Say = (text: string, values?: MessageValues) => string;

/** The parts that a page is drawn from, all of the content pack that counts when it is asked for. */
export interface PageParts {
  options: PagesOptions;
  say: Say;
  assets: string;
  /** Returns the address of another page of ours, which keeps the language that the address of this one asks for. */
  to(path: string): string;
  /** Returns the address of this page in another language. */
  inLanguage(language: string): string;
}

/** The parts of a page, and the request for it. */
export interface RequestedPage extends PageParts {
  request: Request;
}

/** A page with its headers. */
export interface RenderedPage {
  html: Html;
  headers: Record<string, string>;
}

import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';

/** Returns the attribute that names the language of a person's words, and of what is written for them, where the page is in another one. */
export function spoken({ language: desk }: PageContext, { language }: { language: string }): Html {
  return language === desk ? html`` : html` lang="${language}"`;
}

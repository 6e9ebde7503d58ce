import { type Content, textsOf } from '../../../content/content.ts';
import type { PagesOptions } from './types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Settings extends Pick<PagesOptions, 'origins' | 'publicUrl'> {
  /** Time for which a message is kept, in milliseconds. */
  retentionMs: number;
}

/** Gathers the texts and facts of the pages in a language from the content pack. */
export function pagesOptions(
  content: Content,
  wanted: string,
  { retentionMs, origins, publicUrl }: Settings,
): PagesOptions {
  const { network, site, messages, pictures, language } = textsOf(content, wanted);
  const { contacts, accessibilityContact, helpdesk } = content.network;
  return {
    content,
    site,
    backToAssistant: messages.buttons.backToAssistant,
    myData: messages.buttons.myData,
    closePicture: pictures.close,
    network: {
      name: network.name,
      shortName: network.shortName,
      about: network.about,
      site: content.network.site,
      ernSite: content.network.ernSite,
    },
    accessibilityContact: contacts[accessibilityContact]?.email ?? null,
    helpdeskEmail: contacts[helpdesk]?.email ?? null,
    retentionDays: retentionMs / DAY_MS,
    language,
    languages: [...content.languages.keys()].map((code) => ({ code, name: ownNameOf(code) })),
    origins,
    publicUrl,
  };
}

/** Returns the name of a language as its own speakers write it at the beginning of a line: "Deutsch", "Français". */
function ownNameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** An email as a mail program, a ticket system or a mail server has it; the text may be HTML as well. */
export interface Mail {
  text?: string | undefined;
  /** The same as HTML, which is read instead of the text: mail programs mark there what is quoted. */
  html?: string | undefined;
  subject?: string | undefined;
  /** Header fields by their names, in small or capital letters. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** True where it answers an email of ours: then only what programs say of themselves counts, not what merely sounds like a notice. */
  isReply?: boolean | undefined;
  /** True where a person is known to have written it, as in a chat. */
  isFromPerson?: boolean | undefined;
}

/** An email in its parts. */
export interface ReadMail {
  /** True where no person wrote it: a notice of a mail server or a calendar, an absence note, a newsletter. */
  automatic: boolean;
  /** The subject without "Re:" and "Fwd:"; empty where there is none. */
  subject: string;
  /** True where the subject is the one of the email that is answered or passed on, so that it is not the writer's. */
  isSubjectOfOther: boolean;
  /** The writer's own words, without quotations, signatures and notices; may be empty. */
  ownText: string;
  /** The words of the person whose email is passed on; empty where none is. */
  forwardedText: string;
  /** The language of these words as a code of two letters, "und" for one that is not known; missing where it cannot be told. */
  language: string | undefined;
}

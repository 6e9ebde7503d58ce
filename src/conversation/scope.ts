/** The conversation that a message belongs to, as its channel sees it: the person's state, and who else reads it. */
export interface ConversationScope {
  /** The id of the record that holds this person's state. */
  stateId: string;
  /** True in a group, where others read the messages. */
  isShared: boolean;
  /** True where typed words stay in the chat and the assistant cannot remove a secret from them. */
  keepsMessages: boolean;
  /** The address of a one-to-one chat with the assistant; undefined in such a chat. */
  alone?: string | undefined;
  /**
   * The address of the assistant's own pages for those who read the conversation, without a trailing slash; undefined where it is
   * not known, so that a card leaves out what it would lead to there. Addresses of pictures then have no host.
   */
  pages?: string | undefined;
  /** The network address that the message came from, where the channel knows it; it is kept nowhere. */
  sender?: string | undefined;
}

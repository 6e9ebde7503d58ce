/** The place of a message, as its channel knows it: whose state it belongs to, and who reads along. */
export interface ConversationScope {
  /** The id of the one record that keeps this person's state. */
  stateId: string;
  /** Whether others read along. */
  isShared: boolean;
  /** Whether typed words stay in the chat, where the assistant cannot take anything out of them. */
  keepsMessages: boolean;
  /** The address of a chat with the assistant alone; undefined in such a chat. */
  alone?: string | undefined;
}

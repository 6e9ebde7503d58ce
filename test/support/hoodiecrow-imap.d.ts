declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Message {
    raw: string;
    uid: number;
  }

  /** An IMAP server for tests, with its mailboxes in memory. */
  interface ImapServer {
    server: Server;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    appendMessage(path: string, flags: readonly string[], date: false, raw: string): void;
    getMailbox(path: string): { messages: Message[] } | undefined;
  }

  export default function hoodiecrow(options: {
    plugins: readonly string[];
    secureConnection?: boolean;
    credentials?: { key: string; cert: string };
    users: Record<string, { password: string }>;
    storage: Record<string, unknown>;
  }): ImapServer;
}

import { isLoopback } from '../lib/loopback.ts';

/** A mail server as its address in the settings names it. */
interface MailServer {
  host: string;
  /** Undefined where the address names none. */
  port: number | undefined;
  /** True where it speaks TLS at once; any other has to offer STARTTLS, unless it is on this machine. */
  secure: boolean;
  /** True for a server on this machine without TLS; its certificate, if it has one, is often self-signed. */
  isHere: boolean;
  user: string;
  password: string;
}

/** Reads the address of a mail server, such as `smtps://user:password@mail.example.org:465`, for sending and for reading alike. */
export function mailServerAt(address: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:' || protocol === 'imaps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    secure,
    isHere: !secure && isLoopback(hostname),
    user: decoded(username),
    password: decoded(password),
  };
}

const CERTIFICATE = /CERT|SIGNED|SSL|TLS|ISSUER|ALTNAME/;

/** Checks by the code of an error whether a mail server's certificate was not accepted. */
export function isCertificateProblem(code: string): boolean {
  return CERTIFICATE.test(code);
}

/** Decodes a part of the URL; a password may hold a percent sign that begins no escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

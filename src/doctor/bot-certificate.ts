import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readCertificate } from '../channels/teams/credentials.ts';

/** A certificate that can prove the bot's identity. */
export interface UsableCertificate {
  key: KeyObject;
  /** SHA-1 in hex, by which Entra ID knows the certificate. */
  thumbprint: string;
  /** The day on which it expires, as YYYY-MM-DD. */
  ends: string;
}

/** A problem with a certificate's file, and its fix. */
export interface CertificateProblem {
  says: string;
  fix: string;
}

/** Reads the bot's certificate and finds, on this machine, the flaws for which Microsoft would refuse it. */
export function inspectCertificate(path: string): UsableCertificate | CertificateProblem {
  const named = `BOT_CERTIFICATE: the certificate in ${path}`;
  try {
    const { certificate, privateKey, thumbprint } = readCertificate(path);
    const key = createPrivateKey(privateKey);
    const ends = certificate.validToDate.toISOString().slice(0, 10);
    if (!certificate.checkPrivateKey(key))
      return {
        says: `${named} does not belong to the private key beside it`,
        fix: 'Put the key into the file with which this certificate was made',
      };
    if (key.asymmetricKeyType !== 'rsa')
      return {
        says: `${named} has a key of the kind ${key.asymmetricKeyType}, but Microsoft accepts only RSA`,
        fix: 'Make a new certificate with an RSA key, and upload it to the registration of the bot',
      };
    if (certificate.validToDate.getTime() < Date.now())
      return {
        says: `${named} expired on ${ends}`,
        fix: 'Make a new certificate, upload it to the registration of the bot, and put it and its key into the file',
      };
    if (certificate.validFromDate.getTime() > Date.now())
      return {
        says: `${named} is valid only from ${certificate.validFromDate.toISOString().slice(0, 10)}`,
        fix: 'Check that the clock is right, or wait until then',
      };
    return { key, thumbprint, ends };
  } catch (error) {
    return {
      says: error instanceof Error ? error.message : `${named} cannot be used`,
      fix: 'Put both into one file that this user may read. Example: cat certificate.pem key.pem > bot.pem',
    };
  }
}

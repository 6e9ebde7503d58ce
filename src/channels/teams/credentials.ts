import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CertificateServiceClientCredentialsFactory,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { RegisteredBot } from '../../config/bot-identity.ts';

/** Returns the credentials for the bot's replies. @throws Error that names BOT_CERTIFICATE where that file cannot be used. */
export function credentialsOf({
  id,
  tenantId = '',
  credential,
}: RegisteredBot): ServiceClientCredentialsFactory {
  switch (credential.kind) {
    case 'secret':
      return new PasswordServiceClientCredentialFactory(id, credential.secret, tenantId);
    case 'certificate': {
      const { thumbprint, privateKey } = readCertificate(credential.path);
      return new CertificateServiceClientCredentialsFactory(id, thumbprint, privateKey, tenantId);
    }
    case 'managed':
      return new ManagedIdentityServiceClientCredentialsFactory(id, new JwtTokenProviderFactory());
  }
}

/** The bot's certificate; the thumbprint is the hexadecimal SHA-1 that Entra ID shows. */
interface BotCertificate {
  certificate: X509Certificate;
  thumbprint: string;
  privateKey: string;
}

/** Reads a PEM file with a certificate and its private key. @throws Error that names BOT_CERTIFICATE where it cannot be used. */
export function readCertificate(path: string): BotCertificate {
  try {
    const pem = readFileSync(path, 'utf8');
    const privateKey = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/.exec(
      pem,
    )?.[0];
    if (privateKey === undefined) throw new Error('there is no private key in it');
    const certificate = new X509Certificate(pem);
    return { certificate, thumbprint: certificate.fingerprint.replaceAll(':', ''), privateKey };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new Error(
      `BOT_CERTIFICATE ${path} cannot be used (${why}). It must be a PEM file with the certificate and its unencrypted private key.`,
      { cause: error },
    );
  }
}

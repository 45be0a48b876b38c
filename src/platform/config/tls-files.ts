import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Config } from './config';
import { ConfigError } from './config-error';

/** Additions of the settings to the defaults of TLS: whom to trust, and who the service is. */
export interface TlsFiles {
  ca?: string;
  cert?: string;
  key?: string;
}

type Setting = 'REDIS_TLS_CA' | 'REDIS_TLS_CERT' | 'REDIS_TLS_KEY';

/** Reads the files that the settings name; whatever is wrong with one is told now, and not by a connection. */
export function readTls(config: Config): TlsFiles {
  if (Boolean(config.REDIS_TLS_CERT) !== Boolean(config.REDIS_TLS_KEY)) {
    throw new ConfigError('REDIS_TLS_CERT and REDIS_TLS_KEY go together: set both, or none.');
  }
  const ca = read(config, 'REDIS_TLS_CA', (pem) => new X509Certificate(pem), 'holds no certificate in PEM');
  const cert = read(
    config,
    'REDIS_TLS_CERT',
    (pem) => new X509Certificate(pem),
    'holds no certificate in PEM',
  );
  const key = read(config, 'REDIS_TLS_KEY', createPrivateKey, 'holds no private key in PEM that can be read');
  if (cert && key && !cert.parsed.checkPrivateKey(key.parsed)) {
    throw new ConfigError('REDIS_TLS_KEY is not the key of the certificate in REDIS_TLS_CERT.');
  }
  return {
    ...(ca && { ca: ca.pem }),
    ...(cert && { cert: cert.pem }),
    ...(key && { key: key.pem }),
  };
}

function read<T>(
  config: Config,
  setting: Setting,
  parse: (pem: string) => T,
  fault: string,
): { pem: string; parsed: T } | undefined {
  const file = config[setting];
  if (!file) return undefined;
  const unusable = (why: string): ConfigError =>
    new ConfigError(`${setting} ${file} cannot be used (${why}).`);
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
  try {
    return { pem, parsed: parse(pem) };
  } catch {
    throw unusable(`it ${fault}`);
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of PEM files, in a folder of the test's own. */
export interface Certificates {
  ca: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
  remove(): void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority, and what it has signed: a server on every address of this machine, and a client. */
export function makeCertificates(): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'ch-tls-'));
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  openssl(
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  );
  writeFileSync(join(dir, 'names'), 'subjectAltName=IP:127.0.0.1,IP:::1,DNS:localhost\n');
  const signed = (name: string): { cert: string; key: string } => {
    const [key, request, cert] = [`${name}.key`, `${name}.csr`, `${name}.pem`];
    openssl('req', '-new', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${name}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];
    openssl('x509', '-req', '-in', request, '-out', cert, '-days', '2', ...by);
    return { cert: join(dir, cert), key: join(dir, key) };
  };
  return {
    ca: join(dir, 'ca.pem'),
    server: signed('server'),
    client: signed('client'),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Options of a redis-server that listens with TLS on this port, and knows its clients by their certificates. */
export function tlsOptions({ ca, server }: Certificates, port: number): string[] {
  return [
    ...['--tls-port', String(port), '--tls-ca-cert-file', ca],
    ...['--tls-cert-file', server.cert, '--tls-key-file', server.key],
  ];
}

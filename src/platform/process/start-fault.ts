/** Why the service did not start, in the one line that says the remedy. */
export function startFault(error: Error & { code?: string; port?: number }): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${error.port} is in use: stop what listens there, or set PORT to another.`
    : error.message;
}

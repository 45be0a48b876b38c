/** Whether the caller of a command asks how it goes. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

export const SERVICE_USAGE = `npm start
npm start -- --help

Starts Countinghouse. Without settings it listens on http://127.0.0.1:3000, with a Redis of its own whose files are in ./data.
Settings come from the environment and from .env; .env.example has them all. These are the first to know:

  PORT, HOST             where it listens
  REDIS_URL              a Redis of yours, instead of its own
  API_KEYS_FILE          keys of callers; without them it serves this machine alone
  DATA_DIR               the files of its own Redis
  LOG_LEVEL              debug, info, warn, error or silent

Other commands, each with --help:

  npm run keys           makes, lists and revokes API keys
  npm run upgrade        brings all data to the newest format
  npm run store          moves a store between the masters of a cluster

Ctrl+C stops it in order. Its API is described at /docs.
`;

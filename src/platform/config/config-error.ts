/** A setting that is wrong; the message is the one line that the operator reads. */
export class ConfigError extends Error {}

// Loaded into a service by NODE_OPTIONS: makes trouble when it gets a signal.
process.on('SIGUSR2', () => void Promise.reject(new Error('left behind by a library')));
process.on('SIGWINCH', () => setImmediate(() => JSON.parse('{')));

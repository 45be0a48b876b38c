// `node -r`, before dist/main.js: Nest takes the arguments of handlers its own way (docs/adr/0010).
require('../../dist/platform/http/arguments').takeArgumentsInOneGo = () => undefined;

// `node -r`, before dist/main.js: Fastify reads bodies, and hands them to the service's own parser (docs/adr/0013).
const { parseBody } = require('../../dist/platform/http/json-body');

require('../../dist/platform/http/body-reader').acceptJsonOnly = (fastify) => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(request, body));
    } catch (error) {
      done(error);
    }
  });
};

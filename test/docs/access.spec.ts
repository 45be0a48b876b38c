import { SCOPES } from '../../src/platform/http/auth/scopes';
import { apiDocument, DocumentedRoute, documentedRoutes } from '../support/api-document';

const OPEN = ['GET /health/live', 'GET /health/ready'];

describe('the OpenAPI document', () => {
  it('knows the API key, so that Swagger UI has Authorize', () => {
    expect(apiDocument.components!.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', description: expect.any(String) },
    });
  });

  it('leaves health open, and nothing else', () => {
    const open = documentedRoutes.filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ name }) => name).sort()).toEqual(OPEN);
  });
});

describe.each(documentedRoutes.filter(({ name }) => !OPEN.includes(name)))(
  '$name',
  (route: DocumentedRoute) => {
    it('asks for a key, names its scope, and says how it is refused without', () => {
      const { security, description, responses } = route.operation;
      // The document in the repository is that of an open service, which needs none.
      const scope = (route.operation as { 'x-scope'?: string })['x-scope'];
      expect(security).toEqual([{ bearer: [] }, {}]);
      expect(SCOPES).toContain(scope);
      expect(description).toContain(`\`${scope}\``);
      for (const [status, code] of Object.entries({
        401: 'UNAUTHENTICATED',
        403: 'FORBIDDEN',
        429: 'RATE_LIMITED',
      })) {
        expect(responses[status]).toEqual({ $ref: `#/components/responses/${code}` });
        expect(apiDocument.components!.responses![code]).toBeDefined();
      }
    });
  },
);

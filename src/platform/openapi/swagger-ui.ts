import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeApi } from './api-document';
import { pageDocument } from './page-document';
import { SWAGGER_PLUGINS } from './swagger-plugins';

/** Swagger UI at /docs, the document at /openapi.json. */
export function serveDocs(app: NestFastifyApplication, open: boolean): void {
  let document: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => (document ??= describeApi(app, open));
  SwaggerModule.setup('docs', app, describe, {
    ui: false,
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
  SwaggerModule.setup('docs', app, () => pageDocument(describe()), {
    raw: false,
    customSiteTitle: 'Countinghouse API',
    // The bar is an input for the address of another document, which nobody needs here.
    customCss: '.swagger-ui .topbar { display: none }',
    // Operation ids are shown, since the descriptions call operations by them.
    swaggerOptions: {
      displayOperationId: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      filter: true,
      persistAuthorization: true,
      plugins: SWAGGER_PLUGINS,
    },
  });
}

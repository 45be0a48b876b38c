import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { describeApi } from './api-document';
import { SWAGGER_PLUGINS } from './swagger-plugins';

/** Swagger UI at /docs, the document at /openapi.json. */
export function serveDocs(app: NestFastifyApplication, open: boolean): void {
  SwaggerModule.setup('docs', app, () => describeApi(app, open), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
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

import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** A collector that does not answer must not hold up the end of the process for longer. */
const EXPORT_WITHIN_MS = 3_000;

/** Sends spans in batches over OTLP/HTTP; headers, sampling and the like by the standard OTEL_… variables. */
export function otlpProvider(endpoint: string, service: string): BasicTracerProvider {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_WITHIN_MS });
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: EXPORT_WITHIN_MS })],
  });
}

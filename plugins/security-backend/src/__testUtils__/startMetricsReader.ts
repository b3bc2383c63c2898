import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A line of what Prometheus reads. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/**
 * Reads what this process measures as Prometheus does, over HTTP. A backend
 * that is to be read starts after it.
 *
 * @param others - that read besides
 */
export async function startMetricsReader(others: MetricReader[] = []) {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  metrics.disable();
  metrics.setGlobalMeterProvider(
    new MeterProvider({ readers: [exporter, ...others] }),
  );
  const server = createServer((request, response) =>
    exporter.getMetricsRequestHandler(request, response),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scrape = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    return response.text();
  };
  return {
    scrape,
    /** The samples of this plugin, of whichever plugin was called. */
    read: async () => parse(await scrape()),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type MetricsReader = Awaited<ReturnType<typeof startMetricsReader>>;

function parse(text: string): Sample[] {
  const LINE = /^(security_\w+)(?:\{(.*)\})? (\S+)( \d+)?$/;
  return text.split('\n').flatMap(line => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)];
    return name
      ? {
          name,
          labels: Object.fromEntries(pairs.map(([, label, of]) => [label, of])),
          value: Number(value.replace('Inf', 'Infinity')),
        }
      : [];
  });
}

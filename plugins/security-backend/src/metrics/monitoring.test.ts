import { TestDatabases } from '@backstage/backend-test-utils';
import { parser } from '@prometheus-io/lezer-promql';
import { generateApiKey } from 'backstage-plugin-security-node';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { caller, createKey, probe } from '../__testUtils__/keyCallers';
import {
  Sample,
  startMetricsReader,
} from '../__testUtils__/startMetricsReader';
import { startSecurityBackend } from '../__testUtils__/startSecurityBackend';

jest.setTimeout(60_000);

const DOCS = resolve(__dirname, '../../../../docs');
const readDoc = (name: string) => readFile(resolve(DOCS, name), 'utf8');

const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({
            summary: z.string(),
            description: z.string(),
          }),
        }),
      ),
    }),
  ),
});

const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  panels: z.array(
    z.looseObject({
      id: z.int(),
      title: z.string(),
      gridPos: z.strictObject({
        x: z.int(),
        y: z.int(),
        w: z.int(),
        h: z.int(),
      }),
      targets: z.array(z.looseObject({ refId: z.string(), expr: z.string() })),
    }),
  ),
});

/** What stands in an expression, by the name that the grammar gives it. */
function namesIn(expr: string): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  // Grafana fills this in.
  const text = expr.replaceAll('$__rate_interval', '5m');
  parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isError) {
        throw new Error(`No PromQL at ${from}: ${text}`);
      }
      (names[type.name] ??= []).push(text.slice(from, to));
    },
  });
  return names;
}

describe('what docs/monitoring and docs/operations.md measure by', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let samples: Sample[];

  beforeAll(async () => {
    const reader = await startMetricsReader();
    const backend = await startSecurityBackend({
      databases,
      databaseId: 'SQLITE_3',
      features: [probe],
    });
    const { value } = await createKey(backend);
    for (const key of [value, generateApiKey()]) {
      await caller(backend, `Bearer ${key}`).get('/probe/anybody');
    }
    samples = await reader.read();
    reader.stop();
  });

  const expectMeasured = (exprs: string[]) => {
    const names = new Set(samples.map(({ name }) => name));
    const labels = new Set(
      samples.flatMap(sample => Object.keys(sample.labels)),
    );
    for (const expr of exprs) {
      const { Identifier = [], LabelName = [] } = namesIn(expr);
      expect(Identifier).not.toEqual([]);
      expect(Identifier.filter(name => !names.has(name))).toEqual([]);
      expect(
        LabelName.filter(name => !labels.has(name) && name !== 'instance'),
      ).toEqual([]);
    }
  };

  it('is refused by the test where it is no PromQL', () => {
    expect(() => namesIn('sum(rate(a[5m])')).toThrow(/No PromQL/);
    expect(() => expectMeasured(['max(security_no_such_metric)'])).toThrow();
    expect(() =>
      expectMeasured(['max by (no_such_label) (security_api_key_count)']),
    ).toThrow();
  });

  it('is measured: the alert rules', async () => {
    const { groups } = rulesSchema.parse(
      parse(await readDoc('monitoring/alerts.yaml')),
    );
    const rules = groups.flatMap(group => group.rules);
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expectMeasured(rules.map(({ expr }) => expr));
  });

  it('is measured: the dashboard', async () => {
    const { panels } = dashboardSchema.parse(
      JSON.parse(await readDoc('monitoring/dashboard.json')),
    );
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expectMeasured(
      panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    );
  });

  it('is measured, and everything is: the table of the docs', async () => {
    const text = await readDoc('operations.md');
    const section = text
      .split(/^## /m)
      .find(each => each.startsWith('Metrics'))!;
    const documented = [...section.matchAll(/`(security_\w+)`/g)].map(
      ([, name]) => name,
    );
    const measured = samples.map(({ name }) =>
      name.replace(/_(bucket|sum|count)$/, match =>
        name.includes('_duration_') ? '' : match,
      ),
    );
    const labels = samples.flatMap(sample => Object.keys(sample.labels));
    expect(new Set(documented)).toEqual(
      new Set(
        [...measured, ...labels].filter(name => name.startsWith('security_')),
      ),
    );
    // As OpenTelemetry has it.
    for (const name of measured) {
      expect(
        [...section.matchAll(/`(security\.[\w.]+)`/g)].map(([, own]) =>
          own.replaceAll('.', '_'),
        ),
      ).toContain(name.replace(/_total$/, ''));
    }
  });
});

import SwaggerParser from '@apidevtools/swagger-parser';
import { SecurityOperation, securityOperations } from '../operations';
import { securityPermissions } from '../permissions';
import { createOpenApiDocument } from './createOpenApiDocument';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any */
const document = createOpenApiDocument() as any;
const operations = Object.entries(securityOperations).map(
  ([name, operation]) => [name, operation] as [string, SecurityOperation],
);

function describedAs({ method, path }: SecurityOperation) {
  return document.paths[path][method];
}

describe('createOpenApiDocument', () => {
  it('makes a valid OpenAPI 3.1 document', async () => {
    const copy = structuredClone(document);
    await expect(SwaggerParser.validate(copy)).resolves.toMatchObject({
      openapi: '3.1.0',
    });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('is relative to the host, unless told otherwise', () => {
    const serverUrl = 'https://portal.example.com/api/security';
    expect(document.servers).toEqual([{ url: '/api/security' }]);
    expect(createOpenApiDocument({ serverUrl }).servers).toEqual([
      { url: serverUrl },
    ]);
  });

  it('uses every schema that it names', () => {
    const text = JSON.stringify(document);
    for (const name of Object.keys(document.components.schemas)) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
    }
  });

  it('tells the two types of account apart', () => {
    expect(document.components.schemas.Account).toEqual({
      oneOf: [
        { $ref: '#/components/schemas/ServiceAccount' },
        { $ref: '#/components/schemas/UserAccount' },
      ],
      discriminator: {
        propertyName: 'type',
        mapping: {
          'service-account': '#/components/schemas/ServiceAccount',
          user: '#/components/schemas/UserAccount',
        },
      },
    });
  });

  it('refuses unknown fields in requests and announces them in answers', () => {
    const { schemas } = document.components;
    expect(schemas.CreateServiceAccount.additionalProperties).toBe(false);
    expect(schemas.ServiceAccount).not.toHaveProperty('additionalProperties');
  });

  it('knows the limits and defaults of the list', () => {
    const parameters = describedAs(securityOperations.listAccounts).parameters;
    expect(parameters).toContainEqual({
      name: 'limit',
      in: 'query',
      required: false,
      description: 'Accounts on the page',
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    });
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'orderBy',
        schema: expect.objectContaining({ default: 'name' }),
      }),
    );
  });

  it.each(operations)('describes %s', (name, operation) => {
    const described = describedAs(operation);
    expect(described.operationId).toBe(name);
    expect(described['x-permissions']).toEqual(operation.permissions);
    for (const permission of operation.permissions.flat()) {
      expect(described.description).toContain(`\`${permission}\``);
    }
    expect(Object.keys(described.responses)).toEqual(
      [operation.status, 401, 403, 503, ...operation.errors].map(String).sort(),
    );
    const inPath = [...operation.path.matchAll(/{(\w+)}/g)].map(
      ([, parameter]) => parameter,
    );
    expect(
      described.parameters
        .filter((parameter: { in: string }) => parameter.in === 'path')
        .map((parameter: { name: string }) => parameter.name),
    ).toEqual(inPath);
  });

  it('has a body where the operation has one', () => {
    for (const [, operation] of operations) {
      expect('requestBody' in describedAs(operation)).toBe(
        operation.body !== undefined,
      );
    }
  });

  it.each(operations.filter(([, { body }]) => body))(
    'gives an example of %s that is valid',
    (_, operation) => {
      const { content } = describedAs(operation).requestBody;
      const { example } = content['application/json'];
      expect(operation.body!.parse(example)).toEqual(example);
    },
  );

  it.each(operations)('names permissions of %s that exist', (_, operation) => {
    expect(securityPermissions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(operation.permissions.flat()),
    );
  });

  it('forbids storing the answers that hold a key, which are POST alone', () => {
    const holders = operations.filter(([, operation]) =>
      JSON.stringify(describedAs(operation)).includes('ShownApiKey'),
    );
    expect(holders.map(([name]) => name)).toEqual([
      'showApiKey',
      'rotateApiKey',
    ]);
    for (const [, operation] of holders) {
      expect(operation.method).toBe('post');
      expect(describedAs(operation).responses[200].headers).toEqual({
        'Cache-Control': { $ref: '#/components/headers/NoStore' },
      });
    }
  });
});

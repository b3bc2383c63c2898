import { OpenAPIV3_1 } from 'openapi-types';

type Document = OpenAPIV3_1.Document;
type Operation = OpenAPIV3_1.OperationObject;
type Parameter = OpenAPIV3_1.ParameterObject;
type Schema = OpenAPIV3_1.SchemaObject;
type Ref = OpenAPIV3_1.ReferenceObject;

const METHODS = ['get', 'post', 'patch', 'delete'] as const;

/** The reference of the HTTP API for people, in Markdown. */
export function apiReference(document: Document, client: string): string {
  const { info, paths = {}, tags = [] } = document;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter(method => item?.[method]).map(method => ({
      method,
      path,
      operation: item![method] as Operation,
    })),
  );
  return [
    '# HTTP API',
    '<!-- Made by `yarn build:openapi`. -->',
    'Everything below `/api/security` of the Backstage backend. The same as an OpenAPI 3.1 document: [openapi.yaml](openapi.yaml), which a backend serves at `/api/security/openapi.json`.',
    info.description,
    [
      'The examples use',
      '',
      '- `$BASE`, where the plugin is, such as `https://portal.example.com/api/security`;',
      '- `$TOKEN`, your own Backstage token. In the portal, the developer tools of the browser show it as the `Authorization` header of any request to `/api/`. It is valid for an hour;',
      '- `$API_KEY`, the API key of a service account.',
    ].join('\n'),
    table(
      ['Operation', 'Request'],
      operations.map(({ method, path, operation }) => [
        `[${operation.summary}](#${anchor(operation.summary!)})`,
        `\`${method.toUpperCase()} ${path}\``,
      ]),
    ),
    ...tags.flatMap(tag => [
      `## ${tag.name}`,
      `${tag.description}.`,
      ...operations
        .filter(({ operation }) => operation.tags?.includes(tag.name))
        .flatMap(({ method, path, operation }) =>
          describeOperation(method, path, operation),
        ),
    ]),
    client,
    '## Errors',
    'An error has the body that all Backstage backends answer with, [ErrorResponse](#errorresponse). The message never holds a value of the request, and never a key.',
    table(
      ['Status', 'When'],
      Object.entries(errorsOf(document)).map(([status, description]) => [
        `\`${status}\``,
        description,
      ]),
    ),
    '## Schemas',
    ...Object.entries(document.components?.schemas ?? {}).flatMap(
      ([name, schema]) => [`### ${name}`, ...describeSchema(schema as Schema)],
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function describeOperation(
  method: string,
  path: string,
  operation: Operation,
): Array<string | undefined> {
  const parameters = (operation.parameters ?? []) as Parameter[];
  const body = contentOf(
    operation.requestBody as OpenAPIV3_1.RequestBodyObject,
  );
  const [[status, response], ...errors] = Object.entries(
    operation.responses ?? {},
  );
  const answer = response as OpenAPIV3_1.ResponseObject;
  const answerBody = contentOf(answer);
  return [
    `### ${operation.summary}`,
    `\`${method.toUpperCase()} ${path}\``,
    operation.description,
    parameters.length
      ? table(
          ['Parameter', 'In', 'Type', 'Default', 'Description'],
          parameters.map(parameter => {
            const schema = parameter.schema as Schema;
            return [
              `\`${parameter.name}\`${parameter.required ? ' (required)' : ''}`,
              parameter.in,
              typeOf(schema),
              schema.default === undefined ? '' : `\`${schema.default}\``,
              parameter.description ?? '',
            ];
          }),
        )
      : undefined,
    [
      body && `Body: ${typeOf(body.schema)}.`,
      `Answer: \`${status}\`${
        answerBody ? ` with ${typeOf(answerBody.schema)}` : ''
      }${
        answer.headers
          ? ', and the header `Cache-Control: no-store, no-transform`'
          : ''
      }.`,
      `Errors: ${errors.map(([code]) => `[\`${code}\`](#errors)`).join(', ')}.`,
    ]
      .filter(Boolean)
      .join(' '),
    [
      '```bash',
      curl(method, path, { operation, parameters, body: body?.example }),
      '```',
    ].join('\n'),
  ];
}

function contentOf(
  holder: { content?: Record<string, OpenAPIV3_1.MediaTypeObject> } | undefined,
) {
  return holder?.content?.['application/json'];
}

function curl(
  method: string,
  path: string,
  call: { operation: Operation; parameters: Parameter[]; body?: object },
): string {
  const { operation, parameters, body } = call;
  const token = operation.security?.some(({ apiKey }) => apiKey)
    ? '$API_KEY'
    : '$TOKEN';
  const url = path.replace(/{(\w+)}/g, (_, name) =>
    exampleOf(parameters.find(parameter => parameter.name === name)!),
  );
  const query = parameters
    .filter(parameter => parameter.in === 'query' && parameter.required)
    .map(parameter => `${parameter.name}=${exampleOf(parameter)}`);
  const address = ['$BASE', url, query.length ? `?${query.join('&')}` : ''];
  return [
    `curl --fail-with-body${
      method === 'get' ? '' : ` -X ${method.toUpperCase()}`
    } "${address.join('')}"`,
    `-H "Authorization: Bearer ${token}"`,
    ...(body
      ? ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`]
      : []),
  ].join(' \\\n  ');
}

function exampleOf({ schema }: Parameter): string {
  const { examples, default: usual, minimum } = schema as Schema;
  return String(examples?.[0] ?? usual ?? minimum);
}

function errorsOf(document: Document): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      for (const [status, response] of Object.entries(
        item?.[method]?.responses ?? {},
      )) {
        if ('$ref' in response) {
          const { description } = document.components!.responses![
            nameOf(response)
          ] as OpenAPIV3_1.ResponseObject;
          errors[status] = description;
        }
      }
    }
  }
  return errors;
}

function describeSchema(schema: Schema): Array<string | undefined> {
  const fields = Object.entries(schema.properties ?? {});
  return [
    schema.description && `${schema.description}.`,
    schema.oneOf && `${typeOf(schema)}.`,
    ...(schema.anyOf?.flatMap((option, index) => [
      index === 0 ? 'Either of:' : 'or',
      ...describeSchema(option as Schema),
    ]) ?? []),
    schema.type === 'object' && !fields.length ? 'An empty object.' : undefined,
    fields.length
      ? table(
          ['Field', 'Type', 'Description'],
          fields.flatMap(([name, field]) =>
            describeField(name, field, schema.required?.includes(name)),
          ),
        )
      : undefined,
  ];
}

function describeField(
  name: string,
  field: Schema | Ref,
  required: boolean = false,
): string[][] {
  const { description = '' } = field;
  const object = ('items' in field && field.items) || field;
  const prefix = object === field ? name : `${name}[]`;
  const inner = '$ref' in object ? {} : object.properties ?? {};
  return [
    [`\`${name}\`${required ? '' : ' (optional)'}`, typeOf(field), description],
    ...Object.entries(inner).flatMap(([innerName, innerField]) =>
      describeField(
        `${prefix}.${innerName}`,
        innerField,
        (object as Schema).required?.includes(innerName),
      ),
    ),
  ];
}

/** A type in words, with its limits. */
function typeOf(schema: Schema | Ref | undefined): string {
  if (!schema) {
    return '';
  }
  if ('$ref' in schema) {
    const name = nameOf(schema);
    return `[${name}](#${anchor(name)})`;
  }
  const options = schema.oneOf ?? schema.anyOf;
  if (options) {
    return options.map(typeOf).join(' or ');
  }
  if (schema.enum) {
    return schema.enum.map(value => `\`${value}\``).join(', ');
  }
  if ('const' in schema || schema.type === 'null') {
    return `\`${schema.const ?? null}\``;
  }
  if (schema.type === 'array') {
    return `list of ${typeOf(schema.items as Schema | Ref)}`;
  }
  const { format, minLength, maxLength, minimum, maximum, examples } = schema;
  return [
    format === 'date-time' ? 'ISO 8601 date and time' : format ?? schema.type,
    limits(minLength, maxLength, ' characters'),
    limits(minimum, maximum, ''),
    examples && `such as \`${examples[0]}\``,
  ]
    .filter(Boolean)
    .join(', ');
}

function limits(
  min: number | undefined,
  max: number | undefined,
  unit: string,
): string {
  if (max === undefined) {
    return min === undefined ? '' : `at least ${min}${unit}`;
  }
  return min === undefined
    ? `at most ${max}${unit}`
    : `${min} to ${max}${unit}`;
}

function nameOf({ $ref }: Ref): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLocaleLowerCase('en-US')
    .replace(/[^\w\- ]/g, '')
    .replace(/ /g, '-');
}

function table(headings: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map(line),
  ].join('\n');
}

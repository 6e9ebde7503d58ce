import { z } from 'zod';
import { errorSchema, suggestRequestSchema, suggestResponseSchema } from './schemas.ts';

/** The path of the description. */
export const OPENAPI_PATH = '/api/helpdesk/openapi.json';
/** The path to which mails are posted. */
export const SUGGEST_PATH = '/api/helpdesk/suggest';

/** Returns the OpenAPI description of the API for the helpdesk's own programs. */
export function openApi(base: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Helpdesk API of the CPMS access assistant',
      version: '1',
      description:
        'Passes common questions that arrive by email to the assistant. Nothing from an email is kept.',
    },
    servers: [{ url: base }],
    paths: {
      [SUGGEST_PATH]: {
        post: {
          operationId: 'suggest',
          summary: 'Suggests answers to an email',
          description:
            'Only answers that are sure: if there is none, the list is empty and the reason says why. Read are the words that the writer added, or the email that they pass on. Any other method is answered 405.',
          security: [{ apiKey: [] }],
          requestBody: { required: true, content: json(ref('SuggestRequest')) },
          responses: {
            200: { description: 'The suggestions, perhaps none', content: json(ref('SuggestResponse')) },
            400: problem('The body, or something in it, is not as described'),
            401: {
              ...problem('The API key is missing, unknown or revoked'),
              headers: { 'WWW-Authenticate': { schema: { const: 'Bearer' }, required: true } },
            },
            413: problem('The body is too large'),
            415: problem('The body is not sent as application/json, in UTF-8 and not compressed'),
            429: {
              ...problem(
                'Too many calls with this key or from this address; send it again after Retry-After',
              ),
              headers: {
                'Retry-After': { description: 'In seconds', schema: { type: 'integer' }, required: true },
              },
            },
            500: problem('Something went wrong; the same may be sent again'),
          },
        },
      },
      [OPENAPI_PATH]: {
        get: {
          operationId: 'describe',
          summary: 'This description',
          security: [],
          responses: { 200: { description: 'OpenAPI 3.1', content: json({ type: 'object' }) } },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the helpdesk: hk_…' },
      },
      schemas: {
        SuggestRequest: schemaOf(suggestRequestSchema),
        SuggestResponse: schemaOf(suggestResponseSchema),
        Error: schemaOf(errorSchema),
      },
    },
  };
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema);
  return described;
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}

function problem(description: string): object {
  return { description, content: json(ref('Error')) };
}

import { InitializeRequestSchema, SetLevelRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { MessageError, type ClientMessage } from "../client-message.ts";
import { invalidParams } from "../handler.ts";

/** What the SDK answers itself. Parameters that its schemas refuse would be an internal error, in a page of JSON. */
const schemas = [InitializeRequestSchema, SetLevelRequestSchema];

/** @throws MessageError for a request that the SDK of the older revisions would refuse as an error of its own */
export function requireParametersV1(message: ClientMessage): void {
  if (message.id === undefined) return;
  const schema = schemas.find(({ shape }) => shape.method.value === message.method);
  const issue = schema?.safeParse(message).error?.issues[0];
  if (issue === undefined) return;
  // The first segment is `params`.
  const where = issue.path.slice(1).map((segment) => `${String(segment)}: `);
  throw new MessageError(invalidParams, `Invalid params: ${where.join("")}${issue.message}`, message.id);
}

import { InitializeRequestSchema, SetLevelRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { MessageError, type ClientMessage } from "../wire/client-message.ts";
import { invalidParams } from "../handler.ts";
import { isObject } from "../../json.ts";

/** What the SDK answers itself. Parameters that its schemas refuse would be an internal error, in a page of JSON. */
const schemas = [InitializeRequestSchema, SetLevelRequestSchema];

/** @throws MessageError for a request that the SDK of the older revisions would refuse as an error of its own */
export function requireParameters2025(message: ClientMessage): void {
  if (message.id === undefined) return;
  const schema = schemas.find(({ shape }) => shape.method.value === message.method);
  const issue = schema?.safeParse(message).error?.issues[0];
  if (issue === undefined) return;
  throw new MessageError(invalidParams, `Invalid params: ${wrong(issue, message)}`, message.id);
}

type Issue = NonNullable<
  ReturnType<(typeof InitializeRequestSchema)["safeParse"]>["error"]
>["issues"][number];

/** `params.clientInfo must be an object` or `params.clientInfo is missing: it must be an object`. */
function wrong(issue: Issue, message: ClientMessage): string {
  const name = issue.path.map(String).join(".");
  const value = issue.path.reduce<unknown>(
    (inside, key) => (isObject(inside) || Array.isArray(inside) ? (inside as never)[key] : undefined),
    message,
  );
  const must = mustBe(issue);
  if (must === undefined) return `${name}: ${issue.message}`;
  return value === undefined ? `${name} is missing: it must be ${must}` : `${name} must be ${must}`;
}

const kinds: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object",
  array: "an array",
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function mustBe(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return kinds[issue.expected];
  return issue.code === "invalid_value" ? `one of ${issue.values.map(String).join(", ")}` : undefined;
}

import { json } from "../answers.ts";
import { configurationOf } from "../configuration.ts";
import { Refusal } from "../engine/refusal.ts";
import type { Line } from "../engine/dialect.ts";
import { inputTypes, pluginOf, tasks, triggers } from "../flows/plugin.ts";
import type { Route } from "../route.ts";

const isKnown = (type: string, line: Line): boolean =>
  pluginOf([...tasks, ...triggers], type, line) !== undefined;

/** Input types in the order of Kestra's enumeration, in which the former names stand beside their successors. */
const orderOfInputs = [
  "STRING",
  "ENUM",
  "SELECT",
  "INT",
  "FLOAT",
  "BOOLEAN",
  "BOOL",
  "DATETIME",
  "DATE",
  "TIME",
  "DURATION",
  "FILE",
  "JSON",
  "URI",
  "SECRET",
  "ARRAY",
  "MULTISELECT",
  "YAML",
  "EMAIL",
];

const classNames: Readonly<Record<string, string>> = {
  DATETIME: "DateTime",
  MULTISELECT: "Multiselect",
  URI: "URI",
};

const classOf = (type: string): string => {
  const name = classNames[type] ?? `${type.charAt(0)}${type.slice(1).toLowerCase()}`;
  return `io.kestra.core.models.flows.input.${name}Input`;
};

const inputs: Route["handle"] = (_, { line }) =>
  json(
    orderOfInputs
      .filter((type) => inputTypes[line].includes(type))
      .map((type) => ({ type, cls: classOf(type) })),
  );

const versions: Route["handle"] = ({ params }, { line }) => {
  const { cls = "" } = params;
  if (!isKnown(cls, line)) throw new Refusal(404, `Not Found: Class '${cls}' doesn't exists `);
  return json({ type: cls, versions: [] });
};

/** Needs no credentials, and says so little that nothing is given away. */
const ping: Route["handle"] = () => json("pong");

export const instanceRoutes: readonly Route[] = [
  { method: "GET", path: "/ping", handle: ping },
  { method: "GET", path: "/api/v1/configs", handle: (_, kestra) => json(configurationOf(kestra)) },
  { method: "GET", path: "/api/v1/basicAuthValidationErrors", handle: () => json([]) },
  { method: "GET", path: "/api/v1/plugins/inputs", handle: inputs },
  { method: "GET", path: "/api/v1/plugins/{cls}/versions", handle: versions },
];

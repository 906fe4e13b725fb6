import { hostParts } from "../../../runtime/tool/host.ts";
import { outputHelp } from "../../forms/forms.ts";
import { functionName, givenNames } from "../words/function.ts";
import { argumentName, byLine, byLineOrService, callName, status } from "../words/names.ts";
import {
  closed,
  described,
  mapOf,
  oneOf,
  ref,
  refused,
  text,
  textLike,
  type Schema,
} from "../words/schema.ts";

/** What stands under `request`. */
export const requestHelp =
  "`METHOD /api/v1/{tenant}/path`, as the contract writes it. May be a map of release lines, or name another service than Kestra: `{ service: METHOD /path }`.";

/** What every operation may have: a tool's own, an action's, a call's. */
const operationKeys: Readonly<Record<string, Schema>> = {
  effect: described(
    "What it can do at its worst: `read` changes nothing, `write` can be taken back, `destructive` cannot. Checked against the method; becomes the MCP hints, the read-only mode and the retries.",
    oneOf(["read", "write", "destructive"]),
  ),
  because: described("Why a request whose method is not GET is `effect: read`.", text),
  edition: described(
    "`ee` for what only the Enterprise edition answers. Absent: both editions do.",
    oneOf(["ee"]),
  ),
  request: described(requestHelp, ref("requests")),
  params: described(
    "The arguments. Nothing after the name where the contract and the vocabulary say all.",
    ref("argumentMap"),
  ),
  set: described(
    "What is sent and the agent never sees: place -> constant, `{ $uuid: true }`, or `{ $argument: name }` for one that goes elsewhere too. May be a map of release lines.",
    byLine("set"),
  ),
  media: described("Which of the contract's media types is sent, where it offers several.", ref("media")),
  on: described(
    "HTTP status -> a sentence or constants: a status that is an answer, not an error.",
    mapOf(ref("status"), ref("output")),
  ),
  advice: described(
    "HTTP status -> what the agent should do about it. May be a map of release lines.",
    byLine("advice"),
  ),
  slow: described(
    "`true` for a request that Kestra may need longer for than one request gets (KESTRA_MCP_TIMEOUT): a model writes the answer, a run is waited for. It may take what is left of the whole call's time. An event stream has that anyway.",
    oneOf([true]),
  ),
  pages: described(
    "How many pages are read at most, until one is not full; their rows are joined. A release whose route has no pages is read once.",
    {
      type: "integer",
      minimum: 1,
      maximum: 1000,
    },
  ),
};

const keys: Schema = { type: "array", minItems: 1, uniqueItems: true, items: text };

const output: Schema = described(`${outputHelp} May be a map of release lines.`, ref("outputs"));

/** What a tool or an action has besides. */
export const behaviourKeys: Readonly<Record<string, Schema>> = {
  description: described("What the agent reads. It may name only tools that exist.", text),
  ...operationKeys,
  output: described(`${outputHelp} Of steps the shape that they return. May be a map of release lines.`, {}),
  limit: described(
    "How the result is bounded: cut by rows, never inside JSON.",
    closed("a limit", {
      offset: described("The argument, an integer, that skips what was given already.", argumentName),
      rest: described("How the agent gets the rest, where there is no `offset`.", text),
    }),
  ),
  brief: described(
    "That its rows are told briefly, unless the argument `full`, which it gets by this, asks for all: dates to the millisecond, no empty lists, no labels of Kestra's own; and by key of a row as these say.",
    closed("a brief", {
      once: described("What is said once, under `each`, where most rows have the same.", keys),
      runs: described(
        "What a row does not say where the row before it has the same, as `absentAsBefore` tells; not of rows that `limit.offset` skips.",
        keys,
      ),
      crowded: described("As `once`, but only where an answer has no room for the rows otherwise.", keys),
      full: described("What only `full` gives.", keys),
    }),
  ),
  calls: described(
    "Name -> an operation, or the name of one of specs/operations: what the function beside this file may ask Kestra.",
    { ...mapOf(callName, ref("callOrName")), minProperties: 1 },
  ),
  uses: described(
    `What the function beside this file may use besides Kestra: ${Object.entries(hostParts)
      .map(([name, what]) => `\`${name}\`, ${what}`)
      .join("; ")}. \`calls\` may then be left out.`,
    { type: "array", minItems: 1, uniqueItems: true, items: oneOf(Object.keys(hostParts)) },
  ),
  offline: described(
    "`true` for what answers where no Kestra does, too: each of its calls to Kestra then fails at once, and says why.",
    oneOf([true]),
  ),
  upsert: described(
    "What the calls save, so that no function joins them: `create` takes `yaml`; `find` looks for its `namespace` and `id`, and `update` changes what was found.",
    closed(
      "what is saved",
      {
        what: described("What is saved, in messages: `app`.", text),
        yaml: described(
          "The argument that holds its YAML. Absent: what the call `generate` answers as `result`.",
          argumentName,
        ),
        when: described("With `generate`: the argument that says whether it is saved.", argumentName),
        invalid: described("What to do where the YAML is not valid: a sentence for the agent.", text),
        preview: described(
          "With `yaml`: the argument that says that nothing is saved. What would change is told, by `validate` and `deployed`.",
          argumentName,
        ),
      },
      ["what"],
    ),
  ),
  chain: described(
    "The calls in the order in which they are asked, so that no function joins them. What one gives is known to the next ones by its names; the last gives the result.",
    {
      type: "array",
      minItems: 1,
      items: {
        if: { type: "string" },
        then: callName,
        else: {
          dependentRequired: { with: ["gives"], gives: ["with"], of: ["with"] },
          ...closed(
            "a link of a chain",
            {
              call: described("The call.", callName),
              unless: described("It is asked only where the agent did not give this argument.", argumentName),
              needs: described(
                "What its answer, or the row that is meant, must have: key -> value, or a list of which one.",
                mapOf(argumentName, {}),
              ),
              not: described("What it must not have, likewise.", mapOf(argumentName, {})),
              outside: described(
                "Paths that may not be, or lie in, another: argument -> the argument of the other.",
                mapOf(argumentName, argumentName),
              ),
              files: described(
                "Paths that must not end with a slash, as that of a directory does: argument -> what is wrong, with `{holes}`.",
                mapOf(argumentName, text),
              ),
              with: described(
                "`noun.name`: a function that specs/functions/<noun>.ts exports. What it makes of the answer is what the link gives.",
                functionName,
              ),
              of: described(
                "What the function is given after the answer, in order: arguments, and what calls before it gave.",
                givenNames,
              ),
              gives: described("What that function returns, as a shape.", ref("shape")),
              last: described("Of several rows that fit the last one is meant.", { type: "boolean" }),
              else: described(
                "What is wrong where nothing fits, with `{holes}`; then nothing more is sent.",
                text,
              ),
              note: described(
                "What the result says as its `message` where the answer has these values, with `{holes}`.",
                closed(
                  "a note",
                  {
                    when: mapOf(argumentName, {}),
                    message: described("The sentence, with `{holes}` for those values.", text),
                  },
                  ["when", "message"],
                ),
              ),
            },
            ["call"],
          ),
        },
      },
    },
  ),
  examples: described("Question, arguments and the exact request; at least one of each operation.", {
    type: "array",
    minItems: 1,
    items: ref("example"),
  }),
};

const ofACall = ["request", "set", "media", "on", "advice", "slow", "pages", "because"] as const;

/**
 * A behaviour is one request, or calls and steps that join them.
 * @param title what has the behaviour, where it has no calls
 */
export function behaviourRules(title: string): Schema {
  const { request, calls, examples } = behaviourKeys;
  return {
    if: { type: "object", anyOf: [{ required: ["calls"] }, { required: ["uses"] }] },
    then: {
      type: "object",
      title: "what has `calls`",
      properties: {
        ...Object.fromEntries(
          ofACall.map((key) => [
            key,
            refused(`\`${key}\` cannot stand beside \`calls\`: it belongs to one of them`),
          ]),
        ),
        calls,
        examples,
      },
      if: { type: "object", required: ["chain"] },
      then: {
        type: "object",
        title: "what has a `chain`",
        properties: {
          output: refused("`output` cannot stand beside `chain`: the last call gives the result"),
          upsert: refused("`upsert` and `chain` both join the calls"),
        },
        required: ["examples"],
      },
      else: {
        type: "object",
        title: "what has `calls`",
        properties: { output: ref("shape") },
        required: ["output", "examples"],
      },
    },
    else: {
      type: "object",
      title,
      properties: {
        request,
        output,
        examples,
        offline: refused("`offline` needs `calls`: a request needs a Kestra"),
        upsert: refused("`upsert` needs `calls`: those that find, create and update"),
        chain: refused("`chain` needs `calls`: those that it asks"),
      },
      required: ["request", "output", "examples"],
    },
  };
}

/** The operations of a tool, and what they are made of. */
export const operationDefinitions: Readonly<Record<string, Schema>> = {
  request: textLike(
    "^(GET|POST|PUT|PATCH|DELETE) /\\S*$",
    "is not a request: it is `METHOD /path`, such as `GET /api/v1/{tenant}/things/{id}`",
  ),
  requests: byLineOrService("request"),
  argumentMap: mapOf(argumentName, ref("argument")),
  argument: { if: { type: "null" }, then: {}, else: ref("param") },
  media: textLike("^[a-z]+/[a-z0-9.+-]+$", "is not a media type, such as application/x-yaml"),
  set: mapOf({ type: "string" }, {}),
  status,
  advice: mapOf(ref("status"), text),
  call: closed("a call", { ...operationKeys, output }, ["request", "output"]),
  callOrName: { if: { type: "string" }, then: callName, else: ref("call") },
  action: { ...closed("an action", behaviourKeys), ...behaviourRules("an action without `calls`") },
};

import { argumentName, byLine } from "../words/names.ts";
import { closed, described, mapOf, ref, text, textLike, type Schema } from "../words/schema.ts";

const requestLine: Schema = textLike(
  "^([a-z][a-z0-9-]* )?(GET|POST|PUT|PATCH|DELETE) /",
  "is not a request: it is `METHOD /path?query`, such as `GET /api/v1/main/things?size=10`, behind the name of a service that is not Kestra",
);

/** Examples: a question, the arguments it leads to, and the exact requests. */
export const exampleDefinitions: Readonly<Record<string, Schema>> = {
  example: closed(
    "an example",
    {
      ask: described("What the user asks, in a sentence.", text),
      call: described("The arguments that the agent gives.", mapOf(argumentName, {})),
      sends: described(
        "The exact request: `METHOD /api/v1/main/path?query`, percent-decoded, behind the name of the service where that is not Kestra: `service METHOD /path?query`; or `{ request, body, answer }`; or a list of them, empty where nothing is sent; or a map of release lines.",
        byLine("sends"),
      ),
    },
    ["ask", "call", "sends"],
  ),
  sends: {
    if: { type: "array" },
    then: { type: "array", items: ref("sent") },
    else: ref("sent"),
  },
  sent: {
    if: { type: "object" },
    then: closed(
      "a request of an example",
      {
        request: described(
          "`METHOD /api/v1/main/path?query`, percent-decoded; `service METHOD /path?query` where it is not Kestra's.",
          requestLine,
        ),
        body: described("JSON as a value, text as text, multipart as a map of its parts.", {}),
        answer: described(
          "A recorded exchange as `line/scenario: name`, or an answer in place; what the next request of steps needs.",
          {},
        ),
      },
      ["request"],
    ),
    else: requestLine,
  },
};

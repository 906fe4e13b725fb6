import { createHmac, randomBytes } from "node:crypto";
import { invalidParams, ProtocolError, type MethodContext } from "../../runtime/mcp/handler.ts";
import type { JsonObject } from "../../runtime/json.ts";
import { text, type Tool } from "./tool.ts";
import type { InputRequest, InputRequired } from "../../runtime/confirm/input-required.ts";

const key = randomBytes(32);

/** Tools of the suite that ask their client first. */
export const inputTools: Readonly<Record<string, Tool>> = {
  test_elicitation: asking((values) => ({
    answer: form(values.message ?? "", { username: { type: "string" }, email: { type: "string" } }),
  })),
  test_elicitation_sep1034_defaults: asking(() => ({
    answer: form("Defaults", {
      name: { type: "string", default: "John Doe" },
      age: { type: "integer", default: 30 },
      score: { type: "number", default: 95.5 },
      status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
      verified: { type: "boolean", default: true },
    }),
  })),
  test_elicitation_sep1330_enums: asking(() => ({ answer: form("Enums", enums) })),
  test_sampling: asking((values) => ({ answer: sampling(values.prompt ?? "") })),
  test_missing_capability: asking(() => ({ answer: sampling("Anything") })),
  test_streaming_elicitation: asking(() => ({ answer: form("A name", { name: { type: "string" } }) })),
  test_input_required_result_elicitation: asking(() => ({ user_name: nameForm })),
  test_input_required_result_sampling: asking(() => ({
    capital_question: sampling("What is the capital of France?"),
  })),
  test_input_required_result_list_roots: asking(() => ({ client_roots: { method: "roots/list" } })),
  test_input_required_result_multiple_inputs: asking(
    () => ({
      user_name: nameForm,
      greeting: sampling("Generate a greeting"),
      client_roots: { method: "roots/list", params: {} },
    }),
    "multiple",
  ),
  test_input_required_result_request_state: asking(() => ({ confirm: confirmForm }), "state", "state-ok"),
  test_input_required_result_tampered_state: asking(() => ({ confirm: confirmForm }), "tampered", "state-ok"),
  test_input_required_result_capabilities: {
    run: (_, { inputResponses, clientCapabilities = {} }) => {
      if (inputResponses !== undefined) return text("Answered.");
      const inputRequests = {
        ...(clientCapabilities.elicitation && { user_name: nameForm }),
        ...(clientCapabilities.sampling && { greeting: sampling("Generate a greeting") }),
      };
      if (Object.keys(inputRequests).length === 0) return text("Nothing can be asked.");
      return { resultType: "input_required", inputRequests };
    },
  },
  test_input_required_result_multi_round: {
    run: (_, context) => {
      const round = stateOf(context);
      if (round === undefined) return required({ step1: nameForm }, "one");
      if (round === "one" && context.inputResponses?.step1 !== undefined) {
        return required({ step2: form("And then?", { color: { type: "string" } }) }, "two");
      }
      return text(`Done: ${JSON.stringify(context.inputResponses)}`);
    },
  },
};

const nameForm = form("What is your name?", { name: { type: "string" } });
const confirmForm = form("Is it so?", { ok: { type: "boolean" } });

const two = (one: string) => [1, 2, 3].map((number) => `${one}${number}`);
const titled = [1, 2, 3].map((number) => ({ const: `value${number}`, title: `Option ${number}` }));
const enums = {
  untitledSingle: { type: "string", enum: two("option") },
  titledSingle: { type: "string", oneOf: titled },
  legacyEnum: { type: "string", enum: two("opt"), enumNames: two("Option ") },
  untitledMulti: { type: "array", items: { type: "string", enum: two("option") } },
  titledMulti: { type: "array", items: { anyOf: titled } },
};

/** Asks once, and again for what is missing. @param state present: what is sent along must come back as it was */
function asking(
  ask: (values: Readonly<Record<string, string>>) => Readonly<Record<string, InputRequest>>,
  state?: string,
  words = "",
): Tool {
  return {
    run: (values, context) => {
      const requests = ask(values);
      const { inputResponses } = context;
      if (state !== undefined && inputResponses !== undefined && stateOf(context) !== state) {
        throw new ProtocolError(invalidParams, "The requestState is not ours.");
      }
      const missing = Object.entries(requests).filter(([name]) => inputResponses?.[name] === undefined);
      if (missing.length > 0) return required(Object.fromEntries(missing), state);
      return text(`${words} ${JSON.stringify(inputResponses)}`);
    },
  };
}

function required(inputRequests: Readonly<Record<string, InputRequest>>, state?: string): InputRequired {
  const requestState = state === undefined ? {} : { requestState: `${state}.${sign(state)}` };
  return { resultType: "input_required", inputRequests, ...requestState };
}

/** @throws ProtocolError for one that was altered */
function stateOf({ requestState }: MethodContext): string | undefined {
  if (requestState === undefined) return undefined;
  const [state = "", signature] = requestState.split(".");
  if (signature !== sign(state)) throw new ProtocolError(invalidParams, "The requestState is not ours.");
  return state;
}

function sign(state: string): string {
  return createHmac("sha256", key).update(state).digest("hex");
}

export function form(message: string, properties: JsonObject): InputRequest {
  const requestedSchema = { type: "object", properties, required: Object.keys(properties) };
  return { method: "elicitation/create", params: { mode: "form", message, requestedSchema } };
}

function sampling(prompt: string): InputRequest {
  const messages = [{ role: "user", content: { type: "text", text: prompt } }];
  return { method: "sampling/createMessage", params: { messages, maxTokens: 100 } };
}

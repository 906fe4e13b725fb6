import { invalidParams, ProtocolError, type Handler } from "../../runtime/mcp/handler.ts";
import { form } from "./input-tools.ts";
import { png } from "./tool.ts";

type Values = Readonly<Record<string, string | undefined>>;

/** The prompts that the official suite asks for, and the completion of one. */
export const prompts: Readonly<Record<string, Handler>> = {
  "prompts/list": () =>
    Promise.resolve({
      prompts: Object.entries(all).map(([name, { args }]) => ({
        name,
        description: `The suite's ${name}.`,
        arguments: args.map((arg) => ({ name: arg, description: `The ${arg}.`, required: true })),
      })),
    }),
  "prompts/get": ({ name, arguments: values = {} }, { inputResponses }) => {
    if (name === "test_input_required_result_prompt" && inputResponses?.user_context === undefined) {
      const inputRequests = { user_context: form("What is it about?", { context: { type: "string" } }) };
      return Promise.resolve({ resultType: "input_required", inputRequests });
    }
    const prompt = typeof name === "string" && Object.hasOwn(all, name) ? all[name] : undefined;
    if (prompt === undefined) throw new ProtocolError(invalidParams, "Unknown prompt.");
    const given = values as Values;
    return Promise.resolve({ messages: prompt.of(given).map((content) => ({ role: "user", content })) });
  },
  "completion/complete": () =>
    Promise.resolve({ completion: { values: ["paris", "park"], total: 2, hasMore: false } }),
};

const all: Readonly<
  Record<string, { readonly args: readonly string[]; readonly of: (values: Values) => object[] }>
> = {
  test_simple_prompt: { args: [], of: () => [say("This is a simple prompt for testing.")] },
  test_prompt_with_arguments: {
    args: ["arg1", "arg2"],
    of: ({ arg1 = "", arg2 = "" }) => [say(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  test_prompt_with_embedded_resource: {
    args: ["resourceUri"],
    of: ({ resourceUri = "" }) => [
      {
        type: "resource",
        resource: {
          uri: resourceUri,
          mimeType: "text/plain",
          text: "Embedded resource content for testing.",
        },
      },
      say("Please process the embedded resource above."),
    ],
  },
  test_prompt_with_image: {
    args: [],
    of: () => [{ type: "image", data: png, mimeType: "image/png" }, say("Please analyze the image above.")],
  },
  test_input_required_result_prompt: { args: [], of: () => [say("Asked.")] },
};

function say(text: string): object {
  return { type: "text", text };
}

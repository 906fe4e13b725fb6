import type { Result, Seen } from "../client.ts";

/** What an agent's request to its model says of the server. */
export interface Heard extends Seen {
  /** Names of the tools, as the agent gives them. */
  readonly offered: readonly string[];
}

/** A call that a model wants. */
export interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly input: object;
}

/** How an agent and its model speak. */
export interface Dialect {
  /** Paths of the model's API. */
  readonly speaks: RegExp;
  readonly hear: (body: unknown) => Heard;
  /** The events of an answer: a call, or that all is done. */
  readonly say: (call: Wanted | undefined) => readonly (object & { readonly type?: string })[];
}

interface MessagesBody {
  readonly tools?: readonly { readonly name: string }[];
  readonly messages: readonly { readonly content: string | readonly Block[] }[];
}
interface Block {
  readonly type: string;
  readonly content?: string | readonly { readonly text?: string }[];
  readonly is_error?: boolean;
}

/** The Messages API, which Claude Code speaks. */
export const messages: Dialect = {
  speaks: /^\/v1\/messages(?!\/)/,
  hear: (body) => {
    const { tools = [], messages: said } = body as MessagesBody;
    const blocks = said.flatMap(({ content }) => (typeof content === "string" ? [] : content));
    const results = blocks.filter(({ type }) => type === "tool_result");
    return heardOf(
      tools.map(({ name }) => name),
      results.map(({ content = "", is_error: isError = false }) => ({
        text: typeof content === "string" ? content : content.map(({ text = "" }) => text).join(""),
        isError,
      })),
    );
  },
  say: (call) => {
    const usage = { input_tokens: 1, output_tokens: 1 };
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "stand-in",
      content: [],
      usage,
    };
    const block =
      call === undefined
        ? { type: "text", text: "" }
        : { type: "tool_use", id: call.id, name: call.name, input: {} };
    const delta =
      call === undefined
        ? { type: "text_delta", text: "Done." }
        : { type: "input_json_delta", partial_json: JSON.stringify(call.input) };
    return [
      { type: "message_start", message },
      { type: "content_block_start", index: 0, content_block: block },
      { type: "content_block_delta", index: 0, delta },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: call === undefined ? "end_turn" : "tool_use" }, usage },
      { type: "message_stop" },
    ];
  },
};

interface ContentsBody {
  readonly tools?: readonly { readonly functionDeclarations?: readonly { readonly name: string }[] }[];
  readonly contents: readonly { readonly parts?: readonly Part[] }[];
}
interface Part {
  readonly functionResponse?: { readonly response: Readonly<Record<string, unknown>> };
}

/** The API of Gemini, which Gemini CLI speaks. */
export const contents: Dialect = {
  speaks: /:streamGenerateContent/,
  hear: (body) => {
    const { tools = [], contents: said } = body as ContentsBody;
    const parts = said.flatMap(({ parts: some = [] }) => some);
    return heardOf(
      tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(({ name }) => name)),
      parts.flatMap(({ functionResponse }): readonly Result[] => {
        if (functionResponse === undefined) return [];
        const { error, output } = functionResponse.response;
        return [{ text: String(error ?? output), isError: error !== undefined }];
      }),
    );
  },
  say: (call) => {
    const part =
      call === undefined
        ? { text: "Done." }
        : { functionCall: { name: call.name, args: call.input, id: call.id } };
    const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
    return [
      {
        candidates: [{ index: 0, content: { role: "model", parts: [part] }, finishReason: "STOP" }],
        usageMetadata,
      },
    ];
  },
};

export const dialects: readonly Dialect[] = [messages, contents];

/** Agents put the server's name before a tool's: `mcp__kestra__search_flows`, `mcp_kestra_search_flows`. */
const ofServer = /^mcp_{1,2}kestra_{1,2}/;

function heardOf(names: readonly string[], results: readonly Result[]): Heard {
  const offered = names.filter((name) => ofServer.test(name));
  return { offered, tools: offered.map((name) => name.replace(ofServer, "")), results };
}

import type { JsonObject } from "../json.ts";

/** Who asks for a call to be carried out, and what that client can do and answered. */
export interface Asker {
  /** The key by which bounds and sessions count who asks; undefined over stdio, where there is one caller. */
  readonly caller?: string | undefined;
  /** The id of the MCP session in which it is asked; undefined where there is none, and over stdio. */
  readonly mcpSession?: string | undefined;
  /** What the client says that it can do, such as `elicitation`; undefined where it did not say. */
  readonly clientCapabilities?: JsonObject | undefined;
  /**
   * What the client answers to the `inputRequests` of an `InputRequired`, by their keys; undefined where nothing was
   * asked yet, null for one that the client failed to answer. It is the client's word: no one has checked it against the
   * form.
   */
  readonly inputResponses?: Readonly<Record<string, unknown>> | undefined;
  /** The `requestState` that comes with them: the client may have made it up. */
  readonly requestState?: string | undefined;
}

/** A result that asks the client's user first: the method is then called again, with the answers. */
export interface InputRequired {
  readonly resultType: "input_required";
  readonly inputRequests?: Readonly<Record<string, InputRequest>>;
  /** Comes back with the answers; whoever made it must be able to tell that it did. */
  readonly requestState?: string;
}

/** A request of MCP that the client answers, such as `elicitation/create` with the parameters of a form. */
export interface InputRequest {
  readonly method: "elicitation/create" | "sampling/createMessage" | "roots/list";
  readonly params?: JsonObject;
}

/** True for a result that asks first. */
export function isInputRequired(result: object): result is InputRequired {
  return "resultType" in result && result.resultType === "input_required";
}

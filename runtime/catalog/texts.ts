import type { Json } from "../json.ts";
import type { ResourceTemplate } from "../tool/resource-template.ts";

/** What clients are given besides tools: each is made of calls of tools that only read. */
export interface Texts {
  readonly prompts: readonly PromptDefinition[];
  readonly templates: readonly TemplateDefinition[];
  /** What is offered while somebody types -> where it comes from: the first lookup whose `when` is given. */
  readonly completions: Readonly<Record<string, readonly Lookup[]>>;
  /** What reads arguments of prompts, by the names that those call it. */
  readonly readers?: Readonly<Record<string, ArgumentReader>>;
}

/** What stands for an argument in place of what was written. @throws InputError for what it cannot read */
export type ArgumentReader = (text: string, now: Date) => string;

/** Texts that are loaded on first use. */
export interface CompiledTexts {
  /** Those of which there are some. */
  readonly kinds: readonly (keyof Texts)[];
  readonly load: () => Promise<Texts>;
}

/** A call of a tool, in whose arguments a text may hold `{{holes}}`. */
export interface ReadCall {
  readonly tool: string;
  readonly with: Readonly<Record<string, Json>>;
}

/** What a part of a prompt, or a lookup, needs: arguments that somebody gave, and others that nobody did. */
export interface Given {
  readonly when?: readonly string[];
  readonly unless?: readonly string[];
}

/** A text that a user picks to begin with, and what is fetched for it. */
export interface PromptDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** By the name that messages call what they give. */
  readonly calls: Readonly<Record<string, PromptCall>>;
  readonly messages: readonly PromptMessage[];
}

export interface PromptCall extends ReadCall, Given {
  /** What of its output is shown: keys, with dots between one and those below it. Absent: all. */
  readonly pick?: readonly string[];
}

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** What it is where nobody gives it. */
  readonly default?: string;
  /** The completions that it has. */
  readonly complete?: string;
  /** The one of the readers that reads it; absent: it is as it was written. */
  readonly reader?: string;
}

/** A part of what a prompt says. In its text `{{argument}}` and `{{call.text}}` are holes. */
export interface PromptMessage extends Given {
  readonly role: "user" | "assistant";
  readonly text: string;
  /** The tools that it names. Where one of these, or of its calls, is hidden, it is left out, or else the whole prompt is hidden. */
  readonly names: readonly string[];
  readonly optional?: true;
}

/** Resources of one form of address, and the call that reads one. */
export interface TemplateDefinition extends ResourceTemplate, ReadCall {
  /** Absent: what the tool says of it, or plain text. */
  readonly mimeType?: string;
  /** The key of the output that holds the text; absent: the whole output, as JSON, where the tool gives no text. */
  readonly text?: string;
  /** Variable -> the completions that it has. */
  readonly complete: Readonly<Record<string, string>>;
}

/** Where completions come from: rows of what a tool gives. In its call `{{value}}` is what was typed. */
export interface Lookup extends ReadCall, Pick<Given, "when"> {
  /** The key of the output's list. */
  readonly rows: string;
  /** The key of a row that is offered; absent: the row is a text. */
  readonly value?: string;
  /** Where it is hidden from a caller whose roles are for some namespaces, these are offered. */
  readonly granted?: true;
}

/** A text that a client may read, as MCP lists it, and what it holds. */
export interface ResourceDefinition {
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
  readonly text: string;
}

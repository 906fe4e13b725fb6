import type { Method } from "../../runtime/network/wire-request.ts";

/**
 * The facts of one Kestra release line's API: both editions merged, everything sorted. Of what its documents say in words
 * only what helps a person to write a spec.
 */
export interface Contract {
  readonly line: string;
  /** By path, then method. */
  readonly operations: readonly ContractOperation[];
  /** The component schemas that the operations reach, by name. */
  readonly schemas: Readonly<Record<string, ContractSchema>>;
  /** Filter resource -> field -> operations it takes: `FLOW.namespace: [EQUALS, ...]`. */
  readonly filters: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export type Edition = "oss" | "ee";

export interface ContractOperation {
  readonly method: Method;
  /** As in the OpenAPI document, with `{tenant}` also where that has a literal `main`: `/api/v1/{tenant}/flows/search`. */
  readonly path: string;
  readonly operationId: string;
  /** What the document says of it, on one line: for people, and not to be relied on. */
  readonly summary?: string;
  readonly editions: readonly Edition[];
  readonly deprecated?: true;
  /** In the document's order; `{tenant}` is not among them. */
  readonly parameters: readonly ContractParameter[];
  readonly body?: ContractBody;
  readonly answers: readonly ContractAnswer[];
  /** The filter resource that its `filters[field][OPERATION]` belong to. */
  readonly filters?: string;
}

export interface ContractParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  /** Only where every edition that has it requires it. */
  readonly required: boolean;
  readonly schema: ContractSchema;
  /** What the document says of it, on one line: for people, and not to be relied on. */
  readonly description?: string;
  readonly deprecated?: true;
  /** Present where only some of the operation's editions have it. */
  readonly editions?: readonly Edition[];
}

export interface ContractBody {
  readonly required: boolean;
  /** Media type -> schema. */
  readonly media: Readonly<Record<string, ContractSchema>>;
}

export interface ContractAnswer {
  readonly status: number;
  /** Media type -> schema; empty where there is no body. */
  readonly media: Readonly<Record<string, ContractSchema>>;
}

/**
 * JSON Schema as the contract has it, normalised: a reference is the bare name of a component schema; no `type` (and no
 * reference or combinator) means any JSON value, which is also what a bare `type: object` of Kestra's means.
 */
export interface ContractSchema {
  readonly ref?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly nullable?: true;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly default?: string | number | boolean | null;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** ECMAScript; a Java expression that has no equal is dropped with a warning. */
  readonly pattern?: string;
  readonly items?: ContractSchema;
  readonly properties?: Readonly<Record<string, ContractSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: ContractSchema;
  readonly allOf?: readonly ContractSchema[];
  readonly oneOf?: readonly ContractSchema[];
  readonly anyOf?: readonly ContractSchema[];
  /** On a property that only some editions have. */
  readonly editions?: readonly Edition[];
}

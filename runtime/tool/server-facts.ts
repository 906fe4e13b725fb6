/** What a server knows of itself and of its way to Kestra. It holds no secret. */
export interface ServerFacts {
  /** Of the program. */
  readonly version: string;
  readonly transport: "stdio" | "http";
  /** The revision of MCP that the call came in, such as `2025-11-25`; absent where the client did not say. */
  readonly protocol?: string | undefined;
  readonly readOnly: boolean;
  /** Which calls ask the user first. */
  readonly confirm: string;
  /** Of Kestra, without what is secret in it. */
  readonly baseUrl: string;
  readonly tenant: string;
  /** How Kestra is told who calls. */
  readonly credentials: "none" | "basic" | "bearer";
  /** Of Basic authentication. */
  readonly username?: string;
  /** Why Kestra could not be reached the last time; absent where it could. */
  readonly failure?: string;
  /** What was set, in the order of the documentation. */
  readonly settings: readonly Setting[];
  /** How many tools clients are shown. */
  readonly shown: number;
  readonly hidden: readonly HiddenTool[];
  /** Sentences about variables that were probably meant for this server and are not read. */
  readonly ignored: readonly string[];
}

/** One thing that the operator or the caller decided. */
export interface Setting {
  /** Of the variable, or of the header; never its value, which may be a secret. */
  readonly name: string;
  /** `environment`, `header`, or the path of a file. */
  readonly from: string;
}

/** A tool, or some actions of it, that clients are not shown. */
export interface HiddenTool {
  readonly tool: string;
  readonly reason: string;
}

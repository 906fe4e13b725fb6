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
  /** The namespaces that all calls stay in, as the operator wrote them; absent: all. */
  readonly namespaces?: string;
  /** Why no connection is active: address, tenant and credentials are then `none`. */
  readonly nowhere?: string;
  /** Of Kestra, without what is secret in it. */
  readonly baseUrl: string;
  readonly tenant: string;
  /** How Kestra is told who calls. */
  readonly credentials: "none" | "basic" | "bearer";
  /** Of Basic authentication. */
  readonly username?: string;
  /** Of the saved connection, where it is one. */
  readonly connection?: string;
  /** The connection that kestractl would use; absent over HTTP. */
  readonly kestractl?: KestractlFacts;
  /** Why Kestra could not be reached the last time; absent where it could. */
  readonly failure?: string;
  /** What was set, in the order of the documentation. */
  readonly settings: readonly Setting[];
  /** How many tools clients are shown. */
  readonly shown: number;
  readonly hidden: readonly HiddenTool[];
  /** Sentences about variables that were probably meant for this server and are not read, or name what cannot be. */
  readonly ignored: readonly string[];
}

/** What kestractl would use on this machine, without a flag. */
export interface KestractlFacts {
  /** What says so: `context prod`, or variables. */
  readonly from: string;
  readonly host: string;
  readonly tenant: string;
  readonly credentials: ServerFacts["credentials"];
  /** Of Basic authentication. */
  readonly username?: string;
  /** What of it is another than here: `host`, `tenant`, `user`. */
  readonly differs: readonly string[];
}

/** One thing that the operator or the caller decided. */
export interface Setting {
  /** Of the variable, or of the header; never its value, which may be a secret. */
  readonly name: string;
  /** `environment`, `header`, the path of a file, or `context prod of ~/.kestractl/config.yaml`. */
  readonly from: string;
}

/** A tool, or some actions of it, that clients are not shown. */
export interface HiddenTool {
  readonly tool: string;
  readonly reason: string;
}

/** What is told of a step of a trace. It holds nothing that a client wrote. */
export type SpanFacts = Readonly<Record<string, string | number | undefined>>;

/** A step of a trace that is under way. */
export interface OpenSpan {
  /** Of W3C Trace Context: what is done for it belongs below it. */
  readonly traceparent: string;
  /** @param error what kind of failure it was; absent: it was none */
  end(facts: SpanFacts, error?: string): void;
}

/** Tells how long each step took, and which belongs to which. */
export interface Tracing {
  /** @param parent a checked `traceparent`; absent: a trace begins here */
  begin(name: string, kind: "server" | "client", facts: SpanFacts, parent?: string): OpenSpan;
}

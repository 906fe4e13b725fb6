import type { Socket } from "node:net";
import type { Clock } from "../values/clock.ts";
import type { Method, SandboxAnswer } from "./route.ts";

/** What goes wrong with a request on its way, in a test. Several may hold of one. */
export interface Fault {
  readonly when: (request: FaultRequest) => boolean;
  /** Milliseconds of the sandbox's clock before it does anything. */
  readonly latency?: number;
  /** Answers this status with an error body, instead of the route's answer. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers this and nothing else, such as a page of HTML. */
  readonly answer?: SandboxAnswer;
  /** `reset`: the connection breaks off; `hang`: no answer ever comes; `truncate`: the answer breaks off in its body. */
  readonly connection?: "reset" | "hang" | "truncate";
  /** How many requests it befalls; absent: all. */
  readonly times?: number;
}

export interface FaultRequest {
  readonly method: Method;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The faults of a sandbox, which a test may set while it runs. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** What befalls this request, the earlier faults before the later ones; counts it. */
  befalling(request: FaultRequest): Omit<Fault, "when" | "times">;
}

export function faultList(initial: readonly Fault[] = []): Faults {
  let faults = initial.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  const add = (fault: Fault): void => {
    faults = [...faults, { fault, left: fault.times ?? Number.POSITIVE_INFINITY }];
  };
  return {
    add,
    clear: () => {
      faults = [];
    },
    befalling: (request) => {
      const hit = faults.filter(({ fault, left }) => left > 0 && fault.when(request));
      for (const it of hit) it.left -= 1;
      return Object.assign({}, ...hit.map(({ fault }) => fault).toReversed()) as Omit<
        Fault,
        "when" | "times"
      >;
    },
  };
}

/**
 * What a fault does before anything is answered.
 * @returns whether anything shall be answered
 */
export async function undergo(
  { latency, connection }: Pick<Fault, "latency" | "connection">,
  clock: Clock,
  socket: Socket,
): Promise<boolean> {
  if (latency !== undefined)
    await new Promise<void>((resolve) => {
      clock.after(latency, resolve);
    });
  if (connection === "reset") socket.resetAndDestroy();
  return connection !== "reset" && connection !== "hang";
}

import { usualOf, type BoundNamespace } from "../auth/bound.ts";
import type { Config } from "../config/config.ts";
import { withConfirm, type ConfirmPolicy } from "../confirm/policy.ts";
import { createConfirmTokens, type ConfirmTokens } from "../confirm/tokens.ts";
import type { Connection } from "../network/connection.ts";
import type { SharedSockets } from "../network/shared-sockets.ts";
import { isOpen } from "../kestra/detect.ts";
import { createDetector, type Detector, type DetectorMaker } from "../kestra/detector.ts";
import { createHttp, type Http } from "../http-client/http-client.ts";
import { isPage } from "../http-client/page.ts";
import { mayBeOfProxy } from "../http-client/proxy-answer.ts";
import { closeClients, createClients, type Clients } from "./clients.ts";
import { withConnection } from "../connections/connection-argument.ts";
import type { SavedChanges, SavedSessions } from "../connections/saved-sessions.ts";
import { lacksOf, silentServices } from "../catalog/lacks.ts";
import type { Log } from "../log.ts";
import { createMemory, type Memory } from "../kept/memory.ts";
import { logObserver } from "../observe/log-observer.ts";
import { observeAll } from "../observe/observe-all.ts";
import type { Observer } from "../observe/observer.ts";
import type { Tracing } from "../observe/tracing.ts";
import { compiledTools } from "../catalog/compiled-tools.ts";
import { withPin } from "../catalog/with-pin.ts";
import { select, type Compiled, type Selection } from "../catalog/select.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import { limits } from "../limits.ts";
import { masker } from "../masking/masker.ts";
import type { LocalKestra } from "../tool/local-kestra.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import type { SeenTools } from "../access/view.ts";
import type { UsedCredentials, UserSessions } from "../access/caller/user-sessions.ts";
import type { ExecutionNamespaces } from "../access/execution-namespaces.ts";
import { lazy } from "../lazy.ts";
import { own, say } from "../text/said.ts";
import { isGood } from "../http-client/status.ts";

/** One user's way to one Kestra: what all of that user's calls share. */
export interface Session {
  readonly compiled: Compiled;
  readonly config: Config;
  /** The configured one, with what the program adds. */
  readonly connection: Connection;
  readonly selection: Selection;
  /** Where its tools come from, but for those that are made of what its instance has. */
  readonly tools: ToolSource;
  /** What is known of tools that are made of what the instance has; absent: none are. */
  readonly made?: KnownMade | undefined;
  /** What everybody may see, with those tools as they are known. */
  readonly seen: SeenTools;
  /** How each service is reached, Kestra among them. */
  readonly clients: Clients;
  readonly detector: Detector;
  readonly log: Log;
  /** Hears of what is done in this session: its log, and the others. */
  readonly observer: Required<Observer>;
  /** Those who hear of all sessions of the operator. */
  readonly observers: readonly Observer[];
  /** Hears how long each step of its calls took, and which belongs to which. */
  readonly tracing?: Tracing | undefined;
  /** Whether Kestra has accepted the credentials; always for those that the operator configured. */
  readonly accepted: boolean;
  /** That stand for calls of this session. */
  readonly confirmTokens: ConfirmTokens;
  /** Where executions are, as Kestra told it to callers whose roles hold for some namespaces. */
  readonly executions: () => Promise<ExecutionNamespaces>;
  readonly mask: (text: string) => string;
  /** What took long to make, of all sessions of the operator. */
  readonly memory: Memory;
  /** Over stdio: a Kestra on the user's machine. */
  readonly local?: LocalKestra | undefined;
  /** Over stdio: the connections that are saved on the user's machine, and their sessions. */
  readonly saved?: SavedSessions<Session> | undefined;
  /** Over HTTP: the sessions of users who log in. What is called in this one goes to that of its caller. */
  readonly users?: UserSessions<Session> | undefined;
  /** Of such a session: whose credentials it has. */
  readonly acting?: UsedCredentials | undefined;
  /**
   * The tools that the instance can answer, as far as is known of it: the same array while that is the same.
   * @param of those that a caller sees; absent: all of the session's
   */
  shown(of?: ToolSource): readonly ToolDefinition[];
  /** Calls back when what is shown may have changed. @returns what ends that */
  onChange(listener: () => void): () => void;
  close(): void;
}

/** What is known of the tools that are made of what an instance has. */
export interface KnownMade {
  /** With all others; absent: nothing is known yet. */
  seen?: SeenTools;
  /** Of what they were made, as JSON. */
  text?: string;
  /** What there are tools of, as `namespace/id`. */
  served: readonly string[];
  /** When it was read, in milliseconds that only grow. */
  at: number;
  /** Another attempt is under way. */
  reading?: Promise<void> | undefined;
  /** Name -> namespace of those that there were. */
  readonly gone: Map<string, string>;
  /** Tells the session that they are others now. */
  changed(): void;
}

/** What sessions of one operator have in common. */
export interface Shared {
  /** Of the same configuration. */
  readonly selection?: Selection;
  readonly detector?: DetectorMaker;
  readonly memory?: Memory;
  /** Besides the log of each. */
  readonly observers?: readonly Observer[];
  readonly tracing?: Tracing | undefined;
  readonly saved?: SavedSessions<Session>;
  readonly local?: LocalKestra | undefined;
  readonly users?: UserSessions<Session>;
  readonly acting?: UsedCredentials;
  /** Hears of each answer that says whether Kestra takes the credentials. */
  readonly tried?: (isTaken: boolean) => void;
  /** To Kestra, with others; absent: the session has its own. */
  readonly sockets?: SharedSockets | undefined;
  /** Of the session of the start: what changes with those. */
  readonly changes?: SavedChanges;
}

/** The session of calls that name no connection. */
export function currentOf(session: Session): Session {
  return session.saved?.current ?? session;
}

/** Made once for all sessions of one operator, of each list that a source gave. */
const shownBy = new WeakMap<readonly ToolDefinition[], Map<string, readonly ToolDefinition[]>>();

/** A list as clients are shown it. @param names of the connections that a call may go to */
function shown(
  list: readonly ToolDefinition[],
  policy: ConfirmPolicy,
  names: readonly string[],
  usual: BoundNamespace | undefined,
): readonly ToolDefinition[] {
  const lists = shownBy.get(list) ?? new Map<string, readonly ToolDefinition[]>();
  shownBy.set(list, lists);
  const key = JSON.stringify([policy, names, usual]);
  const made =
    lists.get(key) ?? list.map((tool) => withConnection(names, withConfirm(policy, withPin(usual, tool))));
  lists.set(key, made);
  return made;
}

/** Opens no connection yet. @throws ConfigurationError for a word that selects nothing, for a release that is too old */
export function createSession(compiled: Compiled, config: Config, log: Log, shared: Shared = {}): Session {
  const { release } = config;
  const { observers = [], saved } = shared;
  const userAgent = { "User-Agent": `kestra-mcp/${compiled.version}` };
  const connection = { ...config.connection, headers: { ...userAgent, ...config.connection.headers } };
  const selection =
    shared.selection ??
    select(compiled, {
      ...config,
      lacks: lacksOf(config, saved !== undefined),
      silent: silentServices(config.services),
    });
  const tools = compiledTools(selection);
  const usual = usualOf(config.namespaces);
  const { users, acting } = shared;
  let accepted = !isBrought(connection) && acting !== "own" && acting !== "impersonated";
  const http = noting(createHttp(connection, shared.sockets?.lease), (isTaken) => {
    if (isTaken) accepted = true;
    shared.tried?.(isTaken);
  });
  const clients = createClients({ connection, http }, config.services);
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const made: KnownMade | undefined =
    config.flows.length > 0 && selection.made.length > 0
      ? { at: -Infinity, served: [], gone: new Map(), changed }
      : undefined;
  const base = { selection, tools };
  const detector = (shared.detector ?? createDetector)({
    connection,
    http,
    lines: compiled.lines,
    release,
    onChange() {
      tell(detector, log);
      changed();
    },
  });
  const leave = tools.onChange(changed);
  const leaveSaved = shared.changes?.(changed);
  return {
    compiled,
    config,
    connection,
    selection,
    tools,
    made,
    get seen() {
      return made?.seen ?? base;
    },
    clients,
    detector,
    log,
    observers,
    tracing: shared.tracing,
    observer: observeAll([logObserver(log), ...observers], log),
    get accepted() {
      return accepted;
    },
    confirmTokens: createConfirmTokens(),
    executions: lazy(async () =>
      (await import("../access/on-first-use.ts")).onFirstUse.createExecutionNamespaces(),
    ),
    mask: masker(connection.credentials, ...(connection.network?.secrets ?? [])),
    saved,
    memory: shared.memory ?? createMemory(limits.memories),
    local: shared.local,
    users,
    acting,
    shown: (of = (made?.seen ?? base).tools) =>
      shown(of.list(detector.known), config.confirm, saved?.names ?? [], usual),
    onChange(listener) {
      // A function of its own: the same listener may come twice.
      const one = () => {
        listener();
      };
      listeners.add(one);
      return () => {
        listeners.delete(one);
      };
    },
    close() {
      leave();
      leaveSaved?.();
      detector.stop();
      closeClients(clients);
    },
  };
}

/** Calls back at answers that Kestra gives to those alone whose credentials it accepts, and at those that it refuses them by. */
function noting(http: Http, note: (isTaken: boolean) => void): Http {
  return {
    async send(plan, options) {
      const answer = await http.send(plan, options);
      if (isGood(answer.status) && !isPage(answer) && !isOpen(plan)) note(true);
      else if (answer.status === 401 && mayBeOfProxy(answer) === undefined) note(false);
      return answer;
    },
    close() {
      http.close();
    },
  };
}

/** Whose credentials a session has, where it has some. */
export function whoseOf({
  connection,
  acting,
}: Pick<Session, "connection" | "acting">): UsedCredentials | "caller" {
  return acting ?? (isBrought(connection) ? "caller" : "operator");
}

/** True for credentials that came with a request. */
export function isBrought({ credentials }: Connection): boolean {
  const from = "from" in credentials ? credentials.from : undefined;
  return typeof from === "string" && from.startsWith("X-Kestra-");
}

function tell({ known, failure }: Detector, log: Log): void {
  if (failure !== undefined) log("warning", failure.said);
  else
    log(
      "info",
      say`Kestra ${known.version ?? say`of an unknown release`}: speaking ${own(known.line ?? "nothing yet")}.`,
    );
}

import type { Config } from "../config/config.ts";
import type { Endpoint } from "../config/endpoint.ts";
import { ConfigurationError } from "../errors.ts";
import { jsonLine } from "../log.ts";
import { kestraService } from "../mcp/kestra-service.ts";
import type { Session } from "../mcp/session.ts";
import type { WatchedOperation } from "../operation/operation.ts";
import type { Store } from "../store/store.ts";
import { visible } from "../text/visible.ts";
import type { UserLogin } from "./login.ts";
import type { Teller } from "../transport/http/told.ts";
import { serveStdio } from "../transport/stdio.ts";
import type { Compiled } from "../catalog/select.ts";
import type { Running } from "./program.ts";

/** What serving meets, given from outside. */
export interface ServingSurroundings
  extends Pick<Running, "err" | "signal">, Partial<Pick<Running, "onHangUp" | "mayTake">> {
  readonly compiled: Compiled;
}

/** Serves until it is told to stop. */
export async function serve(
  session: Session,
  surroundings: ServingSurroundings,
  operation?: WatchedOperation,
): Promise<void> {
  const { signal } = surroundings;
  const { compiled } = session;
  const service = kestraService(compiled.version, compiled);
  if (session.config.transport === "stdio") {
    await serveStdio(service, session, signal);
  } else {
    surroundings.mayTake?.(session.config.endpoint.stopDelay);
    const tell = teller(surroundings);
    const { overHttp } = await import("./over-http.ts");
    const { metrics, store } = operation ?? {};
    const login = await loginOf(session, store, (sentence) => {
      tell(sentence, "warning");
    });
    try {
      await overHttp.serveHttp(service, session, signal, { tell, metrics, store, ...login });
    } finally {
      await login?.authentication.close();
    }
  }
}

/** How users log in, where they do: it is loaded for that. @throws ConfigurationError */
async function loginOf(
  session: Session,
  store: Store | undefined,
  warn: (sentence: string) => void,
): Promise<UserLogin | undefined> {
  if (session.config.endpoint.auth === "token") return undefined;
  return (await import("./login.ts")).openLogin(session, { store, warn });
}

/**
 * Warns of what settings say against each other, and of files that others can read, before anything is opened.
 * @throws ConfigurationError for what no server can do anything with
 */
export async function requireConsistent(
  config: Config,
  { err }: Pick<ServingSurroundings, "err">,
): Promise<void> {
  // Over stdio there are none, and nothing is loaded.
  if (config.transport === "stdio" && config.endpoint.auth === "token") return;
  const { contradictionsOf, openFilesOf } = (await import("./over-http.ts")).overHttp;
  const all = contradictionsOf({ ...config, node: process.versions.node });
  const [first, ...others] = all.filter(({ stops }) => stops).map(({ said }) => said);
  if (first !== undefined) throw new ConfigurationError(first, { lines: others });
  const told = [...all.map(({ said }) => said), ...openFilesOf(config.endpoint)];
  for (const said of told) teller({ err })(said, "warning");
}

/** What the operator of a server over HTTP watches it by. @throws ConfigurationError */
export async function operationOf(
  { endpoint }: Config,
  surroundings: ServingSurroundings,
): Promise<WatchedOperation> {
  const { err, onHangUp, compiled } = surroundings;
  const { overHttp } = await import("./over-http.ts");
  const warn = (sentence: string) => {
    teller(surroundings)(sentence, "warning");
  };
  return overHttp.openOperation(endpoint, {
    err,
    warn,
    store: await storeOf(endpoint, warn),
    onHangUp,
    version: compiled.version,
    now: () => new Date(),
  });
}

/** Where what lasts is kept, where the operator named a store. @throws ConfigurationError */
async function storeOf(
  { store }: Pick<Endpoint, "store">,
  warn: (sentence: string) => void,
): Promise<Store | undefined> {
  if (store === undefined) return undefined;
  const { openServersStore } = (await import("./over-http.ts")).overHttp;
  return openServersStore({ store }, { now: Date.now, warn });
}

/** Tells the operator something at any level of the log. */
function teller({ err }: Pick<Running, "err">): Teller {
  return (line, level = "info", fields = {}) => {
    err(`${jsonLine(new Date().toISOString(), level, visible(line), fields)}\n`);
  };
}

import { inTime } from "../../../deadline.ts";
import { anonymousOf } from "../../../network/connection.ts";
import { createHttp } from "../../../http-client/http-client.ts";
import { needsCredentials } from "../../../config/endpoint.ts";
import { StoreError } from "../../../errors.ts";
import { configs, instanceOf } from "../../../kestra/detect.ts";
import { login, saidBy } from "../../../kestra/login.ts";
import type { Session } from "../../../mcp/session.ts";
import type { Store } from "../../../store/store.ts";
import { say, type Said } from "../../../text/said.ts";

/** How long an answer of Kestra holds, in milliseconds: asking us often is not asking Kestra often. */
const fresh = 5000;

/** How long it holds whether Kestra takes the operator's credentials: it locks a login that is tried again and again. */
const freshLogin = 300_000;

/** How long Kestra and the store may take to answer, in milliseconds. */
const patience = 3000;

/** Why a server cannot do its work. */
export interface Trouble {
  /** For strangers: nothing of the inside. */
  readonly reason: string;
  /** For the operator. */
  readonly said: Said;
}

/** What a server needs to do its work. */
export interface Needs {
  readonly session: Session;
  readonly store?: Pick<Store, "get"> | undefined;
  /** Why nobody can log in; undefined where they can. */
  readonly trouble?: (() => Promise<Trouble | undefined>) | undefined;
}

/** Asks all that the server needs; nothing is in the way where it gives none. @param now milliseconds that only grow */
export function createReadiness(
  needs: Needs,
  now: () => number = () => performance.now(),
): () => Promise<readonly Trouble[]> {
  const { session, store, trouble } = needs;
  const anonymous = createHttp(anonymousOf(session.connection));
  const kestra = kept(() => kestraTrouble(anonymous, session), { now, holds: () => fresh });
  const credentials = kept(() => refused(session), {
    now,
    holds: (found) => (found === "unknown" ? fresh : freshLogin),
  });
  const stored = kept(() => storeTrouble(store), { now, holds: () => fresh });
  const provider = kept(async () => trouble?.(), { now, holds: () => fresh });
  return async () => {
    const [wrong, inStore, login] = await Promise.all([kestra(), stored(), provider()]);
    const found = wrong ?? (await credentials());
    const theirs = typeof found === "object" ? found : undefined;
    return [theirs, inStore, login].filter((one) => one !== undefined);
  };
}

const away: Trouble = { reason: "Kestra does not answer", said: say`Kestra does not answer.` };

/** Asks again what is no longer known. */
function kept<T>(
  ask: () => Promise<T>,
  { now, holds }: { readonly now: () => number; readonly holds: (found: T) => number },
): () => Promise<T> {
  let last: { readonly asked: Promise<T>; until: number } | undefined;
  return () => {
    if (last !== undefined && now() < last.until) return last.asked;
    const own = { asked: ask(), until: Infinity };
    last = own;
    void own.asked.then(
      (found) => (own.until = now() + holds(found)),
      () => (own.until = 0),
    );
    return own.asked;
  };
}

/** That nothing answers, or something that is no Kestra. It is asked as nobody. */
async function kestraTrouble(
  http: ReturnType<typeof createHttp>,
  session: Session,
): Promise<Trouble | undefined> {
  const { connection, config, compiled, detector } = session;
  const signal = AbortSignal.timeout(patience);
  const answer = await http.send(configs, { retry: false, signal }).catch(() => undefined);
  if (answer === undefined || answer.status >= 500) return away;
  // Whoever says the release says that this route may be closed; and it may want credentials, or time.
  if (config.release !== undefined || [401, 403, 429].includes(answer.status)) return undefined;
  try {
    instanceOf(answer, anonymousOf(connection), compiled.lines);
    return undefined;
  } catch (error) {
    // What stands before it may want the operator's credentials.
    if (connection.credentials.kind !== "none") {
      await detector.settle(patience);
      if (detector.known.line !== undefined) return undefined;
    }
    return { reason: "what answers is no Kestra that is known", said: saidBy(error).changed(session.mask) };
  }
}

/** Whether Kestra refuses the operator's credentials, or wants some. Where all callers bring theirs, there may be none. */
async function refused({
  clients,
  connection,
  config,
  mask,
}: Session): Promise<Trouble | "unknown" | undefined> {
  const isNone = connection.credentials.kind === "none";
  if (isNone && !needsCredentials(config.endpoint)) return undefined;
  const { good, status, said } = await login(clients.kestra.http, connection, AbortSignal.timeout(patience));
  if (good || (status !== undefined && status !== 401)) return undefined;
  if (status === undefined) return "unknown";
  const reason = isNone ? "Kestra wants credentials" : "Kestra refuses the configured credentials";
  return { reason, said: said.changed(mask) };
}

async function storeTrouble(store: Needs["store"]): Promise<Trouble | undefined> {
  if (store === undefined) return undefined;
  const gone = { reason: "the store does not answer", said: say`The store does not answer.` };
  const asked = store.get("session", "readyz").then(
    () => undefined,
    (error: unknown) => (error instanceof StoreError ? { ...gone, said: error.said } : gone),
  );
  return inTime(asked, patience, () => gone);
}

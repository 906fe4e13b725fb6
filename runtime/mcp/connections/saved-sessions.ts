import { readConfig, type GivenVariables } from "../../config/config.ts";
import { forAddress, noContext, ofOneSource } from "../../connections/chosen-connection.ts";
import { variablesOf } from "../../connections/context-variables.ts";
import { readContexts, shownPath, stampOf } from "../../connections/contexts-file.ts";
import { orInputError } from "../../connections/input-error.ts";
import { kestractlConnection } from "../../connections/kestractl-connection.ts";
import { contextNamed, type SavedContext, type SavedContexts } from "../../connections/saved-context.ts";
import type { SavedChanges, SavedSessions } from "../../connections/saved-sessions.ts";
import type { Environment } from "../../environment.ts";
import { ConfigurationError, InputError } from "../../errors.ts";
import { withMask } from "../../log.ts";
import { masker } from "../../masking/masker.ts";
import { say } from "../../text/said.ts";
import {
  removedSaid,
  type Active,
  type KnownContexts,
  type Managed,
  type SavedSessionsOptions,
} from "./managed.ts";
import { createSession, type Session } from "../session.ts";
import { savedConnections } from "./saved-connections.ts";

/** Sessions of saved connections. @param base opens that of the start, which shares them */
export function createSavedSessions(
  options: SavedSessionsOptions,
  base: (saved: SavedSessions<Session>, changes: SavedChanges) => Session,
): Session {
  const { path, chosen } = options;
  const sessions = new Map<string, Session>();
  const listeners = new Set<() => void>();
  let read: KnownContexts = {};
  let stamp: string | undefined;
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const once = (variables: GivenVariables) => openSession(variables, options, first, saved);
  const sessionOf = (context: SavedContext): Session => {
    const variables = orInputError(() => variablesOf(context, shownPath));
    const key = JSON.stringify(variables);
    const session = sessions.get(key) ?? once(variables);
    if (!sessions.has(key)) session.onChange(changed);
    sessions.set(key, session);
    return session;
  };
  const open = (name: string): Session => {
    if (read.failure !== undefined) throw new InputError(say`${read.failure}`);
    const context = read.contexts && contextNamed(read.contexts, name);
    if (context === undefined)
      throw new InputError(say`connection is ${name}, ${noContext(read.contexts, name, shownPath)}`);
    return sessionOf(context);
  };
  const refresh = async () => {
    const now = path === undefined ? undefined : stampOf(path);
    if (now === stamp) return;
    stamp = now;
    try {
      read = path === undefined ? {} : { contexts: await readContexts(path) };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      read = { failure: error.message };
    }
    changed();
  };
  const managed: Managed = {
    ...options,
    get read() {
      return read;
    },
    get home() {
      return chosen.name === undefined ? first : undefined;
    },
    get active() {
      return active;
    },
    set active(one) {
      active = one;
    },
    once,
    open,
    refresh,
    changed,
  };
  const saved: SavedSessions<Session> = {
    get names() {
      const names = usableNames(read.contexts);
      const others = names.some((name) => name === chosen.name) ? 0 : 1;
      return names.length + others > 1 ? names : [];
    },
    refresh,
    get current() {
      return active === "removed" ? first : active.session;
    },
    get nowhere() {
      return active === "removed" ? removedSaid(read) : undefined;
    },
    open,
    connections: savedConnections(managed),
    nameOf: (session) => nameOf(session),
    kestractl: (session) => kestractlConnection(options.env, read.contexts, session.connection),
    close() {
      for (const session of sessions.values()) if (session !== first) session.close();
    },
  };
  const nameOf = (session: Session): string | undefined => {
    if (session === first) return chosen.name;
    for (const context of read.contexts?.contexts ?? []) {
      const key = keyOf(context);
      if (key !== undefined && sessions.get(key) === session) return context.name;
    }
    return active !== "removed" && active.session === session ? active.name : undefined;
  };
  const first = base(saved, (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  });
  if (chosen.name !== undefined) sessions.set(JSON.stringify(chosen.saved), first);
  let active: Active = { name: chosen.name, session: first };
  return first;
}

function openSession(
  variables: GivenVariables,
  { compiled, env, file }: SavedSessionsOptions,
  first: Session,
  saved: SavedSessions<Session>,
): Session {
  const config = orInputError(() =>
    readConfig(
      { ...withoutConnection(env), ...variables.given },
      { file, saved: variables, services: compiled.services },
    ),
  );
  const { release, ...rest } = config;
  const { credentials, network, baseUrl } = config.connection;
  // What the operator says of a release is about the Kestra of the start.
  const same = release !== undefined && baseUrl === first.connection.baseUrl;
  const log = withMask(first.log, masker(credentials, ...(network?.secrets ?? [])));
  return createSession(compiled, { ...rest, confirm: first.config.confirm, ...(same && { release }) }, log, {
    selection: first.selection,
    observers: first.observers,
    memory: first.memory,
    saved,
    local: first.local,
  });
}

/** Nothing that goes to the Kestra of the start goes to another one. */
function withoutConnection(env: Environment): Environment {
  const taken = [...ofOneSource, ...forAddress, "KESTRA_MCP_CLIENT_KEY", "KESTRA_MCP_CLIENT_KEY_PASSPHRASE"];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !taken.includes(name)));
}

function usableNames(contexts: SavedContexts | undefined): readonly string[] {
  return (contexts?.contexts ?? []).filter((one) => keyOf(one) !== undefined).map(({ name }) => name);
}

/** What a connection stands for; undefined where it is wrong. */
function keyOf(context: SavedContext): string | undefined {
  try {
    return JSON.stringify(variablesOf(context, shownPath));
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

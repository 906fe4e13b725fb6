import type { Signal } from "../../abort.ts";
import { noContext, ofOneSource } from "../../connections/chosen-connection.ts";
import { variablesOf, variablesOfArguments, withScheme } from "../../connections/context-variables.ts";
import { editContexts, shownPath } from "../../connections/contexts-file.ts";
import { addContext, fieldsOf, presetContext, removeContext } from "../../connections/edit-contexts.ts";
import { asInputError, orInputError } from "../../connections/input-error.ts";
import {
  contextNamed,
  contextsIn,
  type SavedContext,
  type SavedContexts,
} from "../../connections/saved-context.ts";
import { ConfigurationError, InputError } from "../../errors.ts";
import { parseBaseUrl } from "../../kestra/base-url.ts";
import { login } from "../../kestra/login.ts";
import { defaultTenant, type Connection } from "../../network/connection.ts";
import { own, say } from "../../text/said.ts";
import type { ConnectionFacts, Connections, NewConnection, SavedConnection } from "../../tool/connections.ts";
import type { Session } from "../session.ts";
import { removedSaid, type Managed } from "./managed.ts";

/** What tools may do with the connections that are saved. */
export function savedConnections(managed: Managed): Connections {
  /** One after the other: each begins with what the one before it wrote. */
  let before: Promise<unknown> = Promise.resolve();
  const edit = async (change: Parameters<typeof editContexts>[1]) => {
    const { path } = managed;
    if (path === undefined) throw new InputError(say`There is no home folder (HOME) to save connections in.`);
    const written = before.then(() => editContexts(path, change));
    before = written.catch(() => undefined);
    await written.catch((error: unknown) => {
      throw asInputError(error);
    });
    await managed.refresh();
    managed.changed();
  };
  const named = async (name: string): Promise<SavedContext> => {
    await managed.refresh();
    const { contexts, failure } = managed.read;
    if (failure !== undefined) throw new InputError(say`${failure}`);
    const context = contexts && contextNamed(contexts, name);
    if (context === undefined)
      throw new InputError(say`name is ${name}, ${noContext(contexts, name, shownPath)}`);
    return context;
  };
  return {
    async list() {
      await managed.refresh();
      const { active, read } = managed;
      const connections = rowsOf(read.contexts, active === "removed" ? undefined : active.name);
      const none = `There is no connection in ${shownPath}: the toolset connection, which is off by default, adds one.`;
      const removed = active === "removed" ? String(removedSaid(read)) : undefined;
      const fault = read.failure ?? (connections.length === 0 ? none : undefined);
      const message = [removed, fault].filter((one) => one !== undefined).join(" ");
      return {
        ...(active !== "removed" && { active: activeFacts(active) }),
        connections,
        ...(message !== "" && { message }),
      };
    },
    async add(given, signal) {
      const { name } = given;
      await managed.refresh();
      const connection = orInputError(() => checked(given));
      if (managed.read.failure !== undefined) throw new InputError(say`${managed.read.failure}`);
      refuseTaken(name, managed.read.contexts);
      const version = await answering(managed, fieldsOf(connection), signal);
      await edit((document) => {
        // Somebody may have saved one meanwhile, whose token must not be sent to this host.
        refuseTaken(name, contextsIn(document.toJS(), shownPath));
        addContext(document, connection);
      });
      const isPreset = managed.read.contexts?.preset === name;
      return {
        name,
        ...factsOf(managed.open(name).connection),
        default: isPreset,
        ...(version !== undefined && { version }),
        message: notYet(managed, name),
      };
    },
    async use(name) {
      const context = await named(name);
      const session = managed.open(context.name);
      await edit((document) => {
        presetContext(document, context.name);
      });
      managed.active = { name: context.name, session };
      managed.changed();
      const message = nextStart(managed);
      return {
        name: context.name,
        ...factsOf(session.connection),
        ...(message !== undefined && { message }),
      };
    },
    async remove(name, force) {
      const context = await named(name);
      const { active } = managed;
      const isActive = active !== "removed" && active.name === context.name;
      if (isActive && !force)
        throw new InputError(
          say`${context.name} is the active connection: make another one active first, or say force.`,
        );
      await edit((document) => {
        removeContext(document, context.name);
      });
      if (!isActive && active !== "removed") return { removed: context.name };
      const isLast = managed.read.contexts?.contexts.length === 0;
      const { home } = managed;
      managed.active = isLast && home !== undefined ? { name: undefined, session: home } : "removed";
      managed.changed();
      return { removed: context.name, message: afterRemoval(managed, isLast) };
    },
  };
}

/** @throws InputError where there is a connection of that name */
function refuseTaken(name: string, contexts: SavedContexts | undefined): void {
  if (contexts === undefined || contextNamed(contexts, name) === undefined) return;
  throw new InputError(say`There is a connection ${name} already: remove it first, or give another name.`);
}

/** Opens the connection once, and has a Kestra say that it takes it. @returns its release */
async function answering(
  managed: Managed,
  fields: SavedContext["fields"],
  signal: Signal,
): Promise<string | undefined> {
  const session = managed.once(orInputError(() => variablesOfArguments(fields)));
  try {
    const { version } = await session.detector.instance(signal);
    const { good, said } = await login(session.clients.kestra.http, session.connection, signal);
    if (!good) throw new InputError(say`It was not saved. ${said}`);
    return version;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error && "said" in error)) throw error;
    // Its credentials are no others' to know: the session of this call masks its own alone.
    const text = (error as InputError).said.masked(session.mask);
    throw new InputError(
      text.startsWith("It was not saved") ? own(text) : say`It was not saved. ${own(text)}`,
    );
  } finally {
    session.close();
  }
}

/** What YAML takes for something else than a text. */
const yamlWords = ["null", "true", "false", "yes", "no", "on", "off"];

/** A connection as kestractl writes it: a name that it finds again, fields that belong together. */
function checked(given: NewConnection): NewConnection {
  const { name, host, tenant, token, username, password } = given;
  if (!/^[a-z][a-z\d_-]{1,59}$/.test(name) || yamlWords.includes(name))
    throw new InputError(
      say`name must be 2 to 60 small letters, digits, dashes and underscores, a letter first, and no word such as true or null: kestractl finds no other ones again.`,
    );
  if (token !== undefined && (username ?? password) !== undefined)
    throw new InputError(say`token goes with no username and no password: give one or the others.`);
  if ((username === undefined) !== (password === undefined))
    throw new InputError(say`username and password go together.`);
  const base = parseBaseUrl(withScheme(host), "host");
  if (base.username !== undefined)
    throw new InputError(say`host must hold no user and no password: give username and password.`);
  if (base.tenant !== undefined && ![defaultTenant, base.tenant].includes(tenant))
    throw new InputError(say`tenant is not the one at the end of host.`);
  return { ...given, host: base.url, tenant: base.tenant ?? tenant };
}

function rowsOf(contexts: SavedContexts | undefined, active: string | undefined): readonly SavedConnection[] {
  const preset = contexts?.preset === undefined ? undefined : contextNamed(contexts, contexts.preset);
  return (contexts?.contexts ?? []).map((context) => ({
    name: context.name,
    ...savedFacts(context),
    active: context.name === active,
    default: context.name === preset?.name,
  }));
}

function savedFacts(context: SavedContext): Partial<ConnectionFacts> & { readonly fault?: string } {
  try {
    const { given } = variablesOf(context, shownPath);
    const { KESTRA_BASE_URL: url = "", KESTRA_API_TOKEN: token, KESTRA_USERNAME: named } = given;
    const base = parseBaseUrl(url);
    const username = named ?? base.username;
    return {
      host: base.url,
      tenant: given.KESTRA_TENANT_ID ?? base.tenant ?? defaultTenant,
      credentials: token !== undefined ? "bearer" : username === undefined ? "none" : "basic",
      ...(token === undefined && username !== undefined && { username }),
    };
  } catch (error) {
    if (error instanceof ConfigurationError) return { fault: error.message };
    throw error;
  }
}

function factsOf({ baseUrl, tenant, credentials }: Connection): ConnectionFacts {
  return {
    host: baseUrl,
    tenant,
    credentials: credentials.kind,
    ...(credentials.kind === "basic" && { username: credentials.username }),
  };
}

function activeFacts({ name, session }: Exclude<Managed["active"], string>) {
  return { ...(name !== undefined && { name }), ...factsOf(session.connection), from: sourceOf(session) };
}

/** Where the address of a session comes from, in words. */
function sourceOf({ config, connection }: Session): string {
  const from = config.settings.find((one) => one.name === "KESTRA_BASE_URL")?.from;
  if (from === undefined) return "the default of KESTRA_BASE_URL";
  if (connection.baseUrlFrom !== undefined) return from;
  return `KESTRA_BASE_URL in ${from === "environment" ? "the environment" : from}`;
}

/** Where calls go, once the active one was removed. */
function afterRemoval({ active }: Managed, isLast: boolean): string {
  if (active !== "removed")
    return `No connection is saved: calls go to ${active.session.connection.baseUrl} again, by ${sourceOf(active.session)}.`;
  return isLast
    ? "No connection is saved, and calls go nowhere: add one, then make it active with use."
    : "No connection is active: calls need the argument connection until another one is made active.";
}

/** Where calls go still, once a connection was saved, and what sends them to it. */
function notYet({ active }: Managed, name: string): string {
  const goOn =
    active === "removed"
      ? "Calls go nowhere as yet"
      : `Calls still go to ${active.session.connection.baseUrl}`;
  return `${goOn}: use makes ${name} the active connection, and the argument connection names it in one call.`;
}

/** What decides at the next start, where it is not kestractl's default. */
function nextStart({ env }: Managed): string | undefined {
  const [first] = [...ofOneSource, "KESTRA_CONTEXT", "KESTRACTL_HOST"].filter(
    (name) => (env[name] ?? "") !== "",
  );
  return first === undefined
    ? undefined
    : `It is active until this server ends: at its next start ${first} decides.`;
}

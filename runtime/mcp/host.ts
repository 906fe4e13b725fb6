import { boundText } from "../auth/bound.ts";
import { hiddenTools } from "../catalog/hidden.ts";
import { ofOneSource } from "../connections/chosen-connection.ts";
import { keptTexts } from "../kept/kept-texts.ts";
import { unusableFiles } from "../kept/unusable-files.ts";
import { saveFile } from "../downloads/save-file.ts";
import { InputError } from "../errors.ts";
import { say } from "../text/said.ts";
import type { Account } from "../tool/caller.ts";
import type { Host } from "../tool/host.ts";
import type { ServerFacts } from "../tool/server-facts.ts";
import type { MethodContext } from "./handler.ts";
import type { SeenTools } from "../access/view.ts";
import type { Origins } from "../kept/origins.ts";
import { whoseOf, type Session } from "./session.ts";

type CallFacts = Pick<
  MethodContext,
  "protocol" | "nowhere" | "missing" | "shown" | "principal" | "requestId" | "address"
>;

/**
 * What tools may use besides Kestra, in a session: all but what it lacks.
 * @param call who makes it, the revision of MCP that it came in, and why it goes to no Kestra, where it goes to none
 * @param origins of what the services have answered in it
 * @param view what the caller sees
 */
export function createHost(
  session: Session,
  call: CallFacts,
  origins: Origins,
  view: SeenTools = session.seen,
): Partial<Host> {
  const { downloadFolder, transport } = session.config;
  const { requestId, address } = call;
  const account = session.users?.account(call.principal, { requestId, address });
  const folder = transport === "stdio" ? downloadFolder : undefined;
  return {
    server: () => serverFacts(session, call, view),
    caller: async () => {
      const { onFirstUse } = await import("../access/on-first-use.ts");
      const { missing } = call;
      const { connection, mask } = session;
      const tools = ((await call.shown?.()) ?? session.shown(view.tools)).map(({ name }) => name);
      const place = { transport, whose: whoseOf(session), account: await account?.facts(), tools, mask };
      const isNowhere = call.nowhere !== undefined && missing === undefined;
      return onFirstUse.callerFacts(
        isNowhere ? place : { ...place, connection, missing: missing?.said.masked(mask) },
        call.principal,
      );
    },
    account: account === undefined ? nobodys : withTrouble(account, call, session),
    ...(session.saved !== undefined && { connections: session.saved.connections }),
    ...(session.local !== undefined && { local: session.local }),
    ...(folder !== undefined && {
      downloads: { save: (file, argument) => saveFile(folder, file, argument) },
    }),
    kept: {
      sources: (service) => session.config.services[service]?.keeps?.sources ?? "auto",
      origin: (service) => origins.oldest(service),
      texts: async (service) => {
        const { keeps } = session.config.services[service] ?? {};
        return keeps === undefined ? [] : keptTexts(keeps.files, keeps.filesFrom);
      },
      remember: async (of, key, make) => {
        if (of === "public") return session.memory.remember(`public ${key}`, make);
        if (!session.accepted) return make();
        // The operator's credentials count as accepted before Kestra has seen them.
        const whose = whoseOf(session) === "operator" ? "operator" : "callers";
        return session.memory.remember(`${session.connection.baseUrl} ${whose} ${key}`, make);
      },
    },
  };
}

/** What a user may register, told with why it is not used. */
function withTrouble(account: Account, { missing }: CallFacts, { mask }: Session): Account {
  if (missing?.isRefused !== true) return account;
  return {
    ...account,
    facts: async () => ({ ...(await account.facts()), trouble: missing.said.masked(mask) }),
  };
}

const refuseNobody = () =>
  Promise.reject(
    new InputError(
      say`Credentials are registered by users who log in, each for themselves: nobody is logged in here.`,
    ),
  );

/** What a caller has who is no user. */
const nobodys: Host["account"] = { takesToken: false, facts: refuseNobody, register: refuseNobody };

function serverFacts(
  session: Session,
  { protocol, nowhere }: CallFacts,
  { selection, tools }: SeenTools,
): ServerFacts {
  const { compiled, config, connection, detector, saved, mask } = session;
  const { credentials } = connection;
  const name = saved?.nameOf(session);
  const common = {
    version: compiled.version,
    transport: config.transport,
    protocol,
    readOnly: config.readOnly,
    confirm: config.confirm,
    ...(config.namespaces !== undefined && { namespaces: boundText(config.namespaces) }),
    shown: session.shown(tools).length,
    hidden: hiddenTools(selection, detector.known),
    ignored: [...config.ignored, ...unusableFiles(config.services)],
  };
  if (nowhere !== undefined) {
    const settings = config.settings.filter((one) => !ofOneSource.includes(one.name));
    const none = { baseUrl: "none", tenant: "none", credentials: "none" } as const;
    return { ...common, ...none, nowhere: nowhere.masked(mask), settings };
  }
  return {
    ...common,
    baseUrl: mask(connection.baseUrl),
    tenant: connection.tenant,
    credentials: credentials.kind,
    ...(credentials.kind === "basic" && { username: credentials.username }),
    ...(detector.failure && { failure: detector.failure.said.masked(mask) }),
    ...(saved !== undefined && { kestractl: saved.kestractl(session) }),
    ...(name !== undefined && { connection: name }),
    settings: config.settings,
  };
}

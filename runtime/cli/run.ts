import { aborted } from "../deadline.ts";
import { setTimeout as wait } from "node:timers/promises";
import { readConfig, type Config } from "../config/config.ts";
import { serviceVariables } from "../config/variables/service-variables.ts";
import { variables } from "../config/variables/variables.ts";
import { limits } from "../limits.ts";
import { lazy } from "../lazy.ts";
import type { LocalKestra } from "../tool/local-kestra.ts";
import { completed, readEnvFile, tellEnvFile } from "../config/env-file.ts";
import { contextsPath } from "../connections/contexts-file.ts";
import { createSavedSessions } from "../mcp/connections/saved-sessions.ts";
import { ConfigurationError } from "../errors.ts";
import { createLog, jsonLine, textLine } from "../log.ts";
import { ProtocolError } from "../mcp/handler.ts";
import { parseRelease } from "../kestra/release.ts";
import { masker } from "../masking/masker.ts";
import type { Compiled } from "../catalog/select.ts";
import { visible } from "../text/visible.ts";
import { createSession, type Session } from "../mcp/session.ts";
import type { WatchedOperation } from "../operation/operation.ts";
import { requireUsable } from "../network/sockets.ts";
import { chooseConnection } from "./choose-connection.ts";
import { commands, parseArguments, type CommandLine } from "./arguments.ts";
import type { Printed } from "./commands/call.ts";
import type { Sandbox, SandboxOptions } from "./commands/sandbox.ts";
import { verbs } from "./user-verbs/verbs.ts";
import { passwordIn } from "../config/readers/store-address.ts";
import { operationOf, requireConsistent, serve } from "./serve.ts";
import { loadCode } from "../catalog/code.ts";
import { homeOf, type Environment } from "../environment.ts";

/** All that the program meets, given from outside. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Environment;
  /** Whose `.env` is read. */
  readonly folder: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether somebody looks at what is written to `err` as it comes. */
  readonly isTerminal?: boolean;
  /** Whether a person, and no client, would answer what is asked of stdin. */
  readonly isTyped?: () => boolean;
  /** All that is piped in. */
  readonly piped?: () => Promise<Uint8Array>;
  /** Of the terminal that `out` is shown on, in characters. */
  readonly width?: number | undefined;
  /** As Node names it. */
  readonly platform?: string;
  readonly compiled: Compiled;
  readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox>;
  /** Asks a person for a secret that nobody sees, or reads what is piped in. */
  readonly readSecret?: (prompt: string) => Promise<string>;
  /** Aborts when the process is told to stop. */
  readonly signal: AbortSignal;
  /** Calls back at SIGHUP, which then stops nothing. */
  readonly onHangUp?: (listener: () => void) => void;
  /** Says how many milliseconds more than usual stopping may take. */
  readonly mayTake?: (ms: number) => void;
  /** Tells a client that started us over stdio why there is no server. */
  readonly tellClient?: (message: string) => Promise<void>;
}

/** Runs one command. @returns the exit code: 0 done, 1 not done, 2 not understood or wrongly configured */
export async function run(surroundings: Surroundings): Promise<number> {
  const { argv, compiled, out, err, tellClient } = surroundings;
  // Until the arguments are understood it may be a client that waits.
  const others = [...commands.filter((command) => command !== "serve"), ...Object.keys(verbs)];
  const expected = { client: !others.some((word) => argv.includes(word)) };
  try {
    const line = parseArguments(argv, Object.keys(compiled.pulls ?? {}));
    expected.client = line.command === "serve";
    if (line.command === "help") {
      const { help } = await byHand();
      await loadCode(compiled.tools);
      return printed({ out: help(compiled, line.rest[0]), exitCode: 0 }, out, err);
    }
    if (line.command === "version") return printed({ out: `${compiled.version}\n`, exitCode: 0 }, out, err);
    if (line.command === "users")
      return printed(await (await import("./user-verb.ts")).userVerb(line.rest, surroundings), out, err);
    if (line.command === "sandbox") {
      const { lastingSandbox } = await byHand();
      return printed(await lastingSandbox(line.rest[0] ?? "", line.port, surroundings), out, err);
    }
    return printed(await withSession(line, surroundings, expected), out, err);
  } catch (error) {
    const isOurs = error instanceof ConfigurationError || error instanceof ProtocolError;
    // It may name a file or hold a value that somebody else wrote.
    const message = isOurs
      ? [error.message, ...(error instanceof ConfigurationError ? error.lines : [])].map(visible).join("\n")
      : "kestra-mcp could not start. Its log (stderr) says why.";
    if (isOurs) err(`${message}\n`);
    if (expected.client) await tellClient?.(message);
    if (!isOurs) throw error;
    return 2;
  }
}

/** What a person types commands for: a client that starts a server loads nothing of it. */
async function byHand() {
  return (await import("./by-hand.ts")).byHand;
}

/** Whether a client over stdio waits for its first answer. */
interface Expected {
  client: boolean;
}

async function withSession(
  line: CommandLine,
  surroundings: Surroundings,
  expected: Expected,
): Promise<Printed> {
  const { err } = surroundings;
  if (line.line !== undefined) requireLine(line.line, surroundings.compiled.lines);
  const { services } = surroundings.compiled;
  const file = readEnvFile(surroundings.env, surroundings.folder, services);
  const given = completed(surroundings.env, file);
  const forced = line.line === undefined ? given : { ...given, KESTRA_API_VERSION: line.line };
  const transport = line.transport ?? forced.KESTRA_MCP_TRANSPORT ?? "";
  const isHttp = transport.trim().toLowerCase() === "http";
  if (isHttp) expected.client = false;
  // A client over stdio waits for what is listed, and is not kept waiting for more.
  if (isHttp || line.command !== "serve") await loadCode(surroundings.compiled.tools);
  const format = line.command === "serve" && isHttp ? jsonLine : textLine;
  // Told at any level.
  for (const sentence of file === undefined ? [] : tellEnvFile(file)) {
    err(`${format === jsonLine ? jsonLine(new Date().toISOString(), "info", sentence, {}) : sentence}\n`);
  }
  const sandbox =
    line.sandbox === undefined
      ? undefined
      : await (await byHand()).openSandbox(line.sandbox, forced, surroundings);
  try {
    const spoken = line.transport === undefined ? {} : { KESTRA_MCP_TRANSPORT: line.transport };
    const path = contextsPath(surroundings.env);
    const env = { ...forced, ...sandbox?.env, ...spoken };
    const chosen = await chooseConnection(env, path, !isHttp);
    const saved = sandbox === undefined ? chosen.saved : { ...ofSandbox, given: sandbox.env };
    const { ignored } = chosen;
    const read = readConfig({ ...env, ...saved?.given }, { file, saved, ignored, services });
    // The operator's own hand: nobody is there to ask.
    const confirm = line.command === "call" ? ("never" as const) : read.confirm;
    const config = { ...read, confirm };
    const { connection, endpoint, promptsFile } = config;
    const compiled =
      promptsFile === undefined
        ? surroundings.compiled
        : await withPrompts(surroundings.compiled, promptsFile);
    const mask = masker(
      connection.credentials,
      endpoint.authToken ?? "",
      passwordIn(endpoint.store),
      endpoint.oidcClientSecret ?? "",
      endpoint.oauthRegistrationToken ?? "",
      ...(connection.network?.secrets ?? []),
    );
    // Told at any level; `doctor` tells it in its place.
    for (const sentence of line.command === "doctor" ? [] : config.ignored) {
      err(`${format(new Date().toISOString(), "warning", sentence, {})}\n`);
    }
    const log = createLog(config.logLevel, err, mask, () => new Date(), format);
    if (line.command === "serve") await requireConsistent(config, surroundings);
    if (connection.network !== undefined) await requireUsable(connection);
    const operation =
      line.command === "serve" && isHttp ? await operationOf(config, surroundings) : undefined;
    // What is saved on this machine is for those alone who started us on it; a sandbox is all that it is.
    const session =
      isHttp || sandbox !== undefined
        ? createSession(compiled, config, log, operation)
        : createSavedSessions({ compiled, env, file, path, chosen }, (others, changes) =>
            createSession(compiled, config, log, {
              saved: others,
              changes,
              local: localOf(config, surroundings),
            }),
          );
    try {
      // From here on the server itself answers.
      expected.client = false;
      return await execute(line, session, surroundings, operation);
    } finally {
      session.saved?.close();
      session.close();
      await operation?.close();
    }
  } finally {
    await sandbox?.close();
  }
}

/** Names in place of variables what nobody but we set. */
const ofSandbox = { from: "--sandbox", host: "--sandbox", tenant: "--sandbox" } as const;

/** What was compiled, with the operator's prompts, whose reader is loaded for that. @throws ConfigurationError */
async function withPrompts(compiled: Compiled, path: string): Promise<Compiled> {
  // A prompt is held to what the tools that it calls take.
  await loadCode(compiled.tools);
  return (await import("../prompts/prompts-file.ts")).withPromptsFile(compiled, path);
}

/** A Kestra on this machine, whose code is loaded on first use. What runs it gets our environment without what is for us. */
function localOf(
  { localProgram }: Config,
  { env, compiled: { lines, services } }: Surroundings,
): LocalKestra {
  const load = lazy(async () => {
    const { createLocalKestra, localFolder } = await import("../local/local-kestra.ts");
    const { createProcesses, withoutOurs } = await import("../local/processes.ts");
    const home = homeOf(env);
    const all = [...variables, ...serviceVariables(services)].map(({ name }) => name);
    const names = all.filter((name) => name.startsWith("KESTRA_"));
    return createLocalKestra({
      processes: createProcesses(withoutOurs(env, names)),
      program: localProgram,
      folder: home === undefined ? undefined : localFolder(home),
      lines,
      now: () => Date.now(),
      sleep: (signal) => wait(limits.localPoll, undefined, { signal }).catch(() => undefined),
    });
  });
  return {
    start: async (wish, call) => (await load()).start(wish, call),
    stop: async (call) => (await load()).stop(call),
  };
}

/** A newer Kestra may be asked what it is; who names a line means one that is known. */
function requireLine(text: string, lines: readonly string[]): void {
  const release = parseRelease(text);
  if (release === undefined) throw new ConfigurationError("--line must be a release such as 1.3 or 2.0.");
  if (lines.some((one) => parseRelease(one)?.major === release.major)) return;
  throw new ConfigurationError(
    `--line ${text} is not a known line: they are ${lines.join(", ")}.` +
      " Without it Kestra is asked for its release.",
  );
}

async function execute(
  line: CommandLine,
  session: Session,
  surroundings: Surroundings,
  operation?: WatchedOperation,
): Promise<Printed> {
  const { command, rest, as } = line;
  if (command === "serve") {
    if (session.config.transport === "stdio" && surroundings.isTyped?.() === true) surroundings.err(greeting);
    await serve(session, surroundings, operation);
    return { exitCode: 0 };
  }
  const { call, callValues, describe, doctor, dryRun, list } = await byHand();
  const { signal, width, platform } = surroundings;
  const [tool = "", all] = rest;
  const json = line.json ?? false;
  switch (command) {
    case "list":
      return unlessStopped(
        list(session, { json, width }).then((out) => ({ out, exitCode: 0 })),
        signal,
      );
    case "describe":
      return describe(session, tool, { json, width, shell: platform === "win32" ? "cmd" : "sh" });
    case "doctor":
      if (as === undefined) return unlessStopped(doctor(session), signal);
      return unlessStopped((await import("./doctor-as.ts")).doctorAs(session, as), signal);
    case "call": {
      const values = await callValues({ all, args: line.args }, surroundings);
      return line.dryRun ? dryRun(session, tool, values) : call(session, tool, values, signal);
    }
    case "pull":
      return (await import("./pull.ts")).pull(session, tool, all ?? "", surroundings);
    case "sandbox":
    case "users":
    case "help":
    case "version":
      throw new Error(`${command} needs no session.`);
  }
}

/** To a person who started us by hand. */
const greeting =
  "kestra-mcp is started by an MCP client, and waits for one on stdin. Try it without: kestra-mcp --help," +
  " or kestra-mcp list --sandbox. Ctrl-C stops it.\n";

/** What a command prints, or that somebody did not want to wait for it. */
function unlessStopped(command: Promise<Printed>, signal: AbortSignal): Promise<Printed> {
  const stopped = aborted(signal).then((): Printed => ({ err: "Stopped.\n", exitCode: 1 }));
  return Promise.race([command, stopped]);
}

function printed(result: Printed, out: (text: string) => void, err: (text: string) => void): number {
  if (result.err !== undefined) err(result.err);
  if (result.out !== undefined) out(result.out);
  return result.exitCode;
}

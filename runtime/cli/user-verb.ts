import { userInfo } from "node:os";
import type { Compiled } from "../catalog/select.ts";
import { completed, readEnvFile } from "../config/env-file.ts";
import { contextsPath } from "../connections/contexts-file.ts";
import type { Environment } from "../environment.ts";
import type { Printed } from "./commands/call.ts";
import { chooseConnection } from "./choose-connection.ts";
import type { UserSurroundings } from "./user-verbs/user-context.ts";
import type { Verb } from "./user-verbs/verbs.ts";

/** Of what the program meets. */
interface Met {
  readonly env: Environment;
  /** Whose `.env` is read. */
  readonly folder: string;
  readonly compiled: Pick<Compiled, "services">;
  readonly readSecret?: UserSurroundings["readSecret"];
  readonly err: (text: string) => void;
}

/** What is about users has the store alone, and the variables that say at which Kestra their credentials are taken. */
export async function userVerb(
  [verb = "", ...rest]: readonly string[],
  { env, folder, compiled, readSecret, err }: Met,
): Promise<Printed> {
  const given = completed(env, readEnvFile(env, folder, compiled.services));
  const { saved } = await chooseConnection(given, contextsPath(env), false);
  const { runVerb } = await import("./user-verbs/run-verb.ts");
  return runVerb(verb as Verb, rest, {
    env: { ...given, ...saved?.given },
    now: () => Date.now(),
    readSecret: readSecret ?? (() => Promise.resolve("")),
    err,
    operator: systemUser(),
  });
}

/** Whoever started us; of a container whose users have no names, the number. */
function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return process.getuid?.().toString();
  }
}

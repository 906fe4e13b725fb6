import { chosenContext, wantedConnection, type ChosenConnection } from "../connections/chosen-connection.ts";
import { readContexts, shownPath } from "../connections/contexts-file.ts";
import type { Environment } from "../environment.ts";

/** Reads the file of saved connections where it is needed. @throws ConfigurationError */
export async function chooseConnection(
  env: Environment,
  path: string | undefined,
  isLocal: boolean,
): Promise<ChosenConnection> {
  const wanted = wantedConnection(env, isLocal);
  if (wanted.chosen !== undefined) return wanted.chosen;
  const contexts = path === undefined ? undefined : await readContexts(path);
  return chosenContext(wanted, contexts, shownPath);
}

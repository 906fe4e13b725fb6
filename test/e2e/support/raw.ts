import { authorizationOf } from "./target.ts";
import { kestra } from "./kestra.ts";

/** Asks Kestra itself for what no tool of ours asks. @returns the answer's JSON @throws where it is refused */
export async function raw(method: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  const { target } = kestra;
  const url = `${target.url.replace(/\/api\/v1.*$/, "")}/api/v1/main${path}`;
  const answer = await fetch(url, { method, headers: { authorization: authorizationOf(target) } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

import type { Socket } from "node:net";
import { ask, bytesOf, connected, type HttpPost } from "../load.ts";
import type { Holder } from "./kept-users.ts";
import { openSession, request2025, request2026 } from "../mcp-post.ts";
import type { UserServer } from "./user-servers.ts";

/** A server with a connection that is kept: one on which nothing comes is closed soon. */
interface Connected {
  readonly url: string;
  readonly socket: Socket;
}

/** Milliseconds that each took, of one server. */
export interface UserTimes {
  readonly list: number[];
  readonly call: number[];
  readonly refresh: number[];
}

const call = { name: "list_flows_in_namespace", arguments: { namespace: "bench.none" } };

const answers = { list: '"tools":[', call: '"structuredContent":{"results":[', refresh: '"access_token":"' };

/** Asks each server for each thing, one after the other, so that what else the machine does meets all of them. */
export async function timeInTurn(
  servers: readonly UserServer[],
  rounds: number,
): Promise<ReadonlyMap<UserServer, UserTimes>> {
  const all = new Map(
    servers.map((it): [UserServer, UserTimes] => [it, { list: [], call: [], refresh: [] }]),
  );
  const connections = new Map<UserServer, readonly Connected[]>();
  for (const server of servers) connections.set(server, await connectedTo(server));
  const warmUp = Math.ceil(rounds / 5);
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const [server, times] of all) {
      // From one end of the store to the other, and each time another user.
      const holder = server.holders[(round * 997) % server.holders.length];
      const own = connections.get(server) ?? [];
      const replica = (turn: number) => own[turn % own.length];
      if (holder === undefined) continue;
      const took = {
        list: await timeOf(replica(round), authorized(request2026("tools/list", {}), holder), answers.list),
        call: await timeOf(replica(round + 1), authorized(callOf(), holder), answers.call),
        refresh: holder.refresh === "" ? undefined : await timeOfRefresh(replica(round), holder),
      };
      if (round < warmUp) continue;
      times.list.push(took.list);
      times.call.push(took.call);
      if (took.refresh !== undefined) times.refresh.push(took.refresh);
    }
  }
  for (const { socket } of [...connections.values()].flat()) socket.destroy();
  return all;
}

/** Every user does what a client does first: opens a session, lists the tools, and calls one. */
export async function comeAll(server: UserServer): Promise<void> {
  const { users, holders } = server;
  const replicas = await connectedTo(server);
  const grants = Math.max(1, holders.length / users);
  for (let user = 0; user < users; user++) {
    const holder = holders[(user * grants) % holders.length];
    const replica = replicas[user % replicas.length];
    if (holder === undefined || replica === undefined) continue;
    const { headers } = authorized({ headers: {}, body: {} }, holder);
    const session = await openSession(replica.url, headers);
    await timeOf(replica, request2025(session, "tools/list", {}, headers), answers.list);
    await timeOf(replica, request2025(session, "tools/call", call, headers), answers.call);
  }
  for (const { socket } of replicas) socket.destroy();
}

function connectedTo({ replicas }: UserServer): Promise<readonly Connected[]> {
  return Promise.all(replicas.map(async ({ url }) => ({ url, socket: await connected(url) })));
}

function callOf(): HttpPost {
  return request2026("tools/call", call, call.name);
}

function authorized({ headers, body }: HttpPost, { access }: Holder): HttpPost {
  return { headers: { ...headers, Authorization: `Bearer ${access}` }, body };
}

async function timeOfRefresh(replica: Connected | undefined, holder: Holder): Promise<number> {
  const { client: client_id, refresh: refresh_token } = holder;
  const body = new URLSearchParams({ grant_type: "refresh_token", client_id, refresh_token }).toString();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const { took, answer } = await asked(replica, { headers, body }, answers.refresh, "/oauth/token");
  const json = answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1);
  const tokens = JSON.parse(json) as Record<"access_token" | "refresh_token", string>;
  holder.access = tokens.access_token;
  holder.refresh = tokens.refresh_token;
  return took;
}

async function timeOf(replica: Connected | undefined, post: HttpPost, good: string): Promise<number> {
  return (await asked(replica, post, good)).took;
}

/** @param good must stand in the answer @param path instead of that of the endpoint */
async function asked(replica: Connected | undefined, post: HttpPost, good: string, path?: string) {
  if (replica === undefined) throw new Error("There is no server to ask.");
  const { url, socket } = replica;
  const bytes = bytesOf(path === undefined ? url : new URL(path, url).href, post);
  const begun = performance.now();
  const answer = await ask({ socket, bytes });
  const took = performance.now() - begun;
  if (!answer.includes(good)) throw new Error(`Another answer than expected: ${answer.slice(0, 2000)}`);
  return { took, answer };
}

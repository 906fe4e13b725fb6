import { writeSync } from "node:fs";
import { storeAddress } from "../../../runtime/config/readers/store-address.ts";
import { openStore } from "../../../runtime/store/open-store.ts";

/*
 * A process of its own on a store: `write` writes until somebody kills it, and says of each change that it was made, once it was;
 * `race` uses what another process uses, too.
 */

const [, , address = "", task = "", name = ""] = process.argv;
const store = await openStore({ store: storeAddress(address, "KESTRA_MCP_STORE") }, Date.now);
const say = (...words: readonly (string | number)[]) => writeSync(1, `${words.join(" ")}\n`);

if (task === "write") {
  for (let i = 0; ; i++) {
    const id = `${name}-${i}`;
    await store.put("refresh", { id, owner: "g", body: { i } });
    say("put", id);
    if (i % 3 === 0 && (await store.use("refresh", id))) say("used", id);
    if (i % 3 === 1 && (await store.take("refresh", id)) !== undefined) say("taken", id);
  }
}

say("ready");
for await (const _ of process.stdin);
for (let i = 0; i < 200; i++) {
  const id = String(i);
  await store.add("code", { id, body: { name } }).then((isMine) => isMine && say("added", id));
  if (await store.use("code", id)) say("used", id);
  if ((await store.take("login", id)) !== undefined) say("taken", id);
}
await store.close();

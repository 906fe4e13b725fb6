import { createSocket } from "node:dgram";
import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { expect, onTestFinished, test } from "vitest";
import { dnsLookup } from "../../../runtime/oauth/clients/dns-lookup.ts";

/** A name server of this machine. @param answer to a question, by its type (1: A, 28: AAAA); nothing: it is silent */
async function nameServer(answer: (type: number) => Buffer | undefined): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port }) => {
    const end = question.indexOf(0, 12) + 5;
    const data = answer(question.readUInt16BE(end - 4));
    if (data === undefined) return;
    const record = Buffer.from([0xc0, 12, ...question.subarray(end - 4, end), 0, 0, 0, 60, 0, data.length]);
    const head = Buffer.from([question[0] ?? 0, question[1] ?? 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
    socket.send(Buffer.concat([head, question.subarray(12, end), record, data]), port);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    socket.close();
  });
  return `127.0.0.1:${socket.address().port}`;
}

function looked(server: string, time?: number): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    const lookup = dnsLookup({ servers: [server], ...(time !== undefined && { time }) });
    lookup("kestra.example", { all: true }, (error, all) => {
      if (error === null) resolve(all);
      else reject(error);
    });
  });
}

test("It gives the addresses of both families", async () => {
  const six = Buffer.alloc(16, 0x20);
  const server = await nameServer((type) => (type === 1 ? Buffer.from([192, 0, 2, 1]) : six));
  expect(await looked(server)).toEqual([
    { address: "192.0.2.1", family: 4 },
    { address: "2020:2020:2020:2020:2020:2020:2020:2020", family: 6 },
  ]);
});

test("A silent name server ends in an error, and nobody waits behind it", async () => {
  const server = await nameServer(() => undefined);
  let isOver = false;
  const all = Promise.allSettled(Array.from({ length: 16 }, () => looked(server, 250))).then((answers) => {
    isOver = true;
    return answers;
  });
  await new Promise((resolve) => {
    systemLookup("localhost", resolve);
  });
  expect(isOver).toBe(false);
  for (const one of await all) expect(one).toMatchObject({ reason: { code: "ENOTFOUND" } });
});

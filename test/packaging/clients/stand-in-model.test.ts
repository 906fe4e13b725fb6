import { expect, it, onTestFinished } from "vitest";
import { startStandInModel } from "../../clients/agents/stand-in-model.ts";
import type { Asked } from "../../clients/client.ts";

const calls: readonly Asked[] = [
  { tool: "find", input: { query: "a" }, says: /./, isError: false },
  { tool: "find", input: { query: "b" }, says: /./, isError: true },
];

/** What a model that stands in answers an agent. */
async function asking(path: string): Promise<{
  ask: (body: object) => Promise<string>;
  seen: () => unknown;
}> {
  const model = await startStandInModel(calls);
  onTestFinished(() => model.close());
  const ask = async (body: object): Promise<string> => {
    const answer = await fetch(`${model.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    return answer.text();
  };
  return { ask, seen: model.seen };
}

it("asks an agent that speaks Messages for one call after the other, and ends", async () => {
  const { ask, seen } = await asking("/v1/messages?beta=true");
  const tools = [{ name: "Bash" }, { name: "mcp__kestra__find" }];
  const user = { role: "user", content: "List." };
  const first = await ask({ tools, messages: [user] });
  expect(first).toContain('"name":"mcp__kestra__find"');
  expect(first).toContain(JSON.stringify(JSON.stringify({ query: "a" })));
  const good = { type: "tool_result", content: [{ type: "text", text: "one" }] };
  expect(await ask({ tools, messages: [user, { content: [good] }] })).toContain(
    JSON.stringify(JSON.stringify({ query: "b" })),
  );
  const bad = { type: "tool_result", content: "no", is_error: true };
  expect(await ask({ tools, messages: [user, { content: [good] }, { content: [bad] }] })).toContain(
    '"stop_reason":"end_turn"',
  );
  expect(seen()).toMatchObject({
    tools: ["find"],
    results: [
      { text: "one", isError: false },
      { text: "no", isError: true },
    ],
  });
});

it("likewise one that speaks as Gemini does", async () => {
  const { ask, seen } = await asking("/v1beta/models/some:streamGenerateContent?alt=sse");
  const tools = [{ functionDeclarations: [{ name: "glob" }, { name: "mcp_kestra_find" }] }];
  const user = { role: "user", parts: [{ text: "List." }] };
  expect(await ask({ tools, contents: [user] })).toContain('"name":"mcp_kestra_find","args":{"query":"a"}');
  const parts = [
    { functionResponse: { response: { output: "one" } } },
    { functionResponse: { response: { error: "no" } } },
  ];
  expect(await ask({ tools, contents: [user, { parts }] })).toContain('"text":"Done."');
  expect(seen()).toMatchObject({
    tools: ["find"],
    results: [
      { text: "one", isError: false },
      { text: "no", isError: true },
    ],
  });
});

it("has seen nothing of an agent that offers no tools of the server", async () => {
  const { ask, seen } = await asking("/v1/messages");
  expect(await ask({ tools: [{ name: "Bash" }], messages: [] })).toContain("end_turn");
  expect(seen()).toBeUndefined();
});

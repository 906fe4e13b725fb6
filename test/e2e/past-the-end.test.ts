import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello, run, until } from "./support/flows.ts";
import { check, kestra, useKestra } from "./support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("first_of_two", hello);
  await createFlow("second_of_two", hello);
  await run("first_of_two");
  await until(
    () => kestra.get("list_executions", { namespace: kestra.namespace }),
    ({ results }) => results.length === 1,
  );
});

describe("after the last page, where Kestra counts nothing, all rows are still counted", () => {
  check("search_flows", async () => {
    const query = { query: "_of_two", size: 2, page: 9 };
    const found = await kestra.get("search_flows", query);
    const { total } = await kestra.get("search_flows", { ...query, page: 1 });
    expect(found).toMatchObject({ results: [], total });
    expect(total).toBeGreaterThanOrEqual(2);
  });

  check("list_executions", async () => {
    const found = await kestra.get("list_executions", { namespace: kestra.namespace, offset: 60, count: 1 });
    expect(found).toMatchObject({ results: [], total: 1, truncated: "Of 1 there is nothing from 60 on." });
  });
});

import type { SeedExecution } from "./executions.ts";
import { sampleFlows } from "./sample-flows.ts";
import type { Seed } from "./seed.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const namespace = "company.shop";

const report = (more: Pick<SeedExecution, "age"> & Partial<SeedExecution>): SeedExecution => ({
  namespace,
  flowId: "daily_report",
  state: "SUCCESS",
  duration: 42 * second,
  even: true,
  inputs: { region: "north" },
  trigger: { id: "every_morning", type: "io.kestra.plugin.core.trigger.Schedule", variables: {} },
  outputs: { fetch: { value: "118 orders" }, summarise: { value: "118 orders in north" } },
  result: { summary: "118 orders in north" },
  logs: [
    { task: "fetch", level: "INFO", message: "118 orders were fetched." },
    { task: "summarise", level: "DEBUG", message: "118 orders in north" },
    { task: "publish", level: "INFO", message: "The report of north is published." },
  ],
  ...more,
});

const orders = (more: Pick<SeedExecution, "age" | "state"> & Partial<SeedExecution>): SeedExecution => ({
  namespace,
  flowId: "import_orders",
  duration: 8 * second,
  ...more,
});

const refused = "GET https://orders.example.com/export: 503 Service Unavailable";

const prices = (more: Pick<SeedExecution, "age" | "state"> & Partial<SeedExecution>): SeedExecution => ({
  namespace,
  flowId: "publish_prices",
  inputs: { percent: 5 },
  labels: { team: "pricing" },
  ...more,
});

const stock = (more: Pick<SeedExecution, "age" | "state"> & Partial<SeedExecution>): SeedExecution => ({
  namespace: `${namespace}.stock`,
  flowId: "sync_stock",
  ...more,
});

/** The same shop in every sandbox that a person tries: an execution in each state that executions have, the oldest first. */
const executions: readonly SeedExecution[] = [
  report({ age: 5 * day }),
  report({ age: 4 * day }),
  report({
    age: 3 * day,
    state: "WARNING",
    logs: [
      { task: "fetch", level: "INFO", message: "97 orders were fetched." },
      { task: "summarise", level: "WARN", message: "3 orders have no region, and are left out." },
    ],
  }),
  orders({ age: 3 * day - hour, state: "CANCELLED" }),
  report({ age: 2 * day }),
  stock({ age: 2 * day - hour, state: "SKIPPED" }),
  orders({ age: 30 * hour, state: "SUCCESS", even: true }),
  prices({ age: 28 * hour, state: "KILLED", duration: 20 * minute }),
  report({ age: 20 * hour }),
  orders({ age: 5 * hour, state: "RETRIED", task: "fetch", error: refused }),
  orders({ age: 4 * hour, state: "FAILED", task: "fetch", error: refused }),
  orders({
    age: 2 * hour,
    state: "FAILED",
    task: "check",
    error: "412 rows were expected, and there are 0.",
    even: true,
    logs: [{ task: "fetch", level: "WARN", message: "The answer has no rows." }],
  }),
  orders({ age: 40 * minute, state: "BREAKPOINT", task: "check" }),
  prices({ age: 35 * minute, state: "PAUSED" }),
  stock({ age: 25 * minute, state: "RUNNING" }),
  stock({ age: 12 * minute, state: "QUEUED" }),
  orders({ age: 10 * minute, state: "KILLING", task: "fetch" }),
  orders({ age: 5 * minute, state: "RETRYING", task: "fetch", error: refused }),
  orders({ age: 20 * second, state: "RESTARTED", task: "fetch" }),
  prices({ age: 10 * second, state: "CREATED", scheduledIn: 6 * hour }),
];

/** What a person finds who tries a sandbox. */
export const samples: Seed = {
  flows: sampleFlows,
  executions,
  keys: [
    {
      namespace,
      key: "last_import",
      value: '"2026-01-05"',
      description: "The day of the orders that are here.",
    },
    { namespace, key: "regions", value: '["north", "south"]', description: "Where the shop sells." },
    { namespace, key: "discount_percent", value: "5" },
  ],
  files: [
    {
      namespace,
      path: "/queries/orders_by_region.sql",
      text: "SELECT region, count(*) AS orders\nFROM orders\nGROUP BY region\nORDER BY orders DESC;\n",
    },
    {
      namespace,
      path: "/README.md",
      text: "# Shop\n\nFlows of the shop: its orders, prices, stock and report.\n",
    },
  ],
};

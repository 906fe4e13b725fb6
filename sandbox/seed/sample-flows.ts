/** The flows of a shop, as YAML. */
export const sampleFlows: readonly string[] = [
  `id: daily_report
namespace: company.shop
description: Sums up the orders of a region, every morning.
labels:
  team: sales
inputs:
  - id: region
    type: SELECT
    values:
      - north
      - south
    defaults: north
tasks:
  - id: fetch
    type: io.kestra.plugin.core.debug.Return
    format: "118 orders"
  - id: summarise
    type: io.kestra.plugin.core.debug.Return
    format: "{{ outputs.fetch.value }} in {{ inputs.region }}"
  - id: publish
    type: io.kestra.plugin.core.log.Log
    message: "The report of {{ inputs.region }} is published."
outputs:
  - id: summary
    type: STRING
    value: "{{ outputs.summarise.value }}"
triggers:
  - id: every_morning
    type: io.kestra.plugin.core.trigger.Schedule
    cron: 0 6 * * *
`,
  `id: import_orders
namespace: company.shop
description: Takes the orders of a day over. Fails where there are fewer than are expected.
labels:
  team: sales
inputs:
  - id: expected
    type: INT
    defaults: 412
  - id: found
    type: INT
    defaults: 0
    description: Stands for what the export holds.
tasks:
  - id: fetch
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.found }} orders"
  - id: check
    type: io.kestra.plugin.core.execution.Fail
    condition: "{{ inputs.found < inputs.expected }}"
    errorMessage: "{{ inputs.expected }} rows were expected, and there are {{ inputs.found }}."
  - id: load
    type: io.kestra.plugin.core.log.Log
    message: "{{ inputs.found }} orders are in."
`,
  `id: publish_prices
namespace: company.shop
description: Changes all prices, once somebody has agreed.
inputs:
  - id: percent
    type: INT
    defaults: 5
tasks:
  - id: approve
    type: io.kestra.plugin.core.flow.Pause
    description: Shall the prices be published?
    onResume:
      - id: approved
        type: BOOL
        defaults: true
      - id: reason
        type: STRING
        required: false
        description: Why, in one line
  - id: publish
    type: io.kestra.plugin.core.log.Log
    message: "Prices go up by {{ inputs.percent }} %."
`,
  `id: sync_stock
namespace: company.shop.stock
description: Counts what is in stock. One at a time; others wait.
concurrency:
  limit: 1
  behavior: QUEUE
tasks:
  - id: count
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT30S
  - id: tell
    type: io.kestra.plugin.core.log.Log
    message: The stock is counted.
`,
];

// Generated from specs by `npm run generate`. Do not edit.

import { fromTo } from "../specs/functions/window.ts";
import type { Texts } from "../runtime/catalog/texts.ts";

export const texts: Texts = {
  prompts: [
    {
      name: "migrate_flow_to_2_0",
      title: "Migrate a flow to Kestra 2.0",
      description:
        "Find what of a flow Kestra 2.0 takes no longer or otherwise, and write what takes its place.",
      arguments: [
        {
          name: "namespace",
          description: "The namespace of the flow.",
          required: true,
          complete: "namespaces",
        },
        { name: "flow_id", description: "The flow.", required: true, complete: "flows" },
      ],
      calls: {
        source: {
          tool: "manage_flow",
          with: { action: "get_yaml", namespace: "{{namespace}}", flow_id: "{{flow_id}}" },
        },
        instance: { tool: "get_status", with: {}, pick: ["kestra.version", "kestra.edition"] },
        guide: { tool: "search_docs", with: { query: "migration guide 2.0 flow breaking changes" } },
      },
      messages: [
        {
          role: "user",
          text: "Prepare the Kestra flow {{flow_id}} of the namespace {{namespace}} for Kestra 2.0.\n\nIts source:\n\n{{source.text}}\n\nThe release and edition that it runs on:\n\n{{instance.text}}",
          names: [],
        },
        {
          role: "user",
          text: "What the docs have on migrating; `get_doc` reads a page:\n\n{{guide.text}}",
          names: ["get_doc"],
          optional: true,
        },
        {
          role: "user",
          text: "Of the core, 2.0 has no `ForEach`, `EachSequential` and `EachParallel`, for which there is `Loop`; no\n`execution.Count`, for which there is `io.kestra.plugin.kestra.executions.Count`; in the Flow trigger `dependsOn` in\nplace of `preconditions`; and no types under their old names `io.kestra.core.*`. There is more: that is what you look\nfor.\n\n1. Read the pages of the migration guide that concern what this flow uses. Where they cannot be reached, say so,\n   and mark what you know from elsewhere as such.\n2. List each type, property and expression of the flow that is renamed, deprecated or gone, with its line.\n   `task_schema` says what is deprecated here, and takes a `version` for a plugin of another release.\n3. Write the new source, and change nothing else in it. Say for each change why it is needed, and whether the old\n   release takes it too: what both take comes first.\n4. Check the new source with `validate_flow`. On an instance before 2.0 that proves only that this release takes it:\n   say so.\n5. Show the difference as a diff, with what must be tried after the upgrade. Save nothing before I have agreed.",
          names: ["task_schema", "validate_flow"],
        },
      ],
    },
    {
      name: "review_flow",
      title: "Review flow",
      description: "Review a flow as a colleague would, by its source and by how its runs went.",
      arguments: [
        {
          name: "namespace",
          description: "The namespace of the flow.",
          required: true,
          complete: "namespaces",
        },
        { name: "flow_id", description: "The flow.", required: true, complete: "flows" },
      ],
      calls: {
        flow: { tool: "get_flow", with: { namespace: "{{namespace}}", flow_id: "{{flow_id}}" } },
        runs: {
          tool: "get_statistics",
          with: { by: "state", namespace: "{{namespace}}", flow_id: "{{flow_id}}" },
        },
      },
      messages: [
        {
          role: "user",
          text: "Review the Kestra flow {{flow_id}} of the namespace {{namespace}}.\n\nAll about it, with its source:\n\n{{flow.text}}\n\nHow its runs of the last days ended:\n\n{{runs.text}}\n\nLook at these, and quote the line that you mean:\n- Is it right? Expressions and outputs that do not exist, conditions that never hold, a trigger that starts it twice\n  or never. `validate_flow` checks the source, and `task_schema` says what a type takes.\n- What happens when a task fails: retries, timeouts, `errors`, what is done twice after a restart.\n- Secrets in clear, inputs that reach a shell or a query unquoted, more rights than it needs.\n- What it costs: work that could run in parallel, loops that grow, data that is passed through outputs, schedules\n  that overlap, concurrency without a limit.\n- Whether a stranger would understand it: ids, description, labels, inputs.\n\nBegin with what breaks, then what will break, then the rest, each with the change that you would make. Leave out\nwhat is fine. Change nothing before I have agreed.",
          names: ["validate_flow", "task_schema"],
        },
      ],
    },
    {
      name: "write_flow",
      title: "Write flow",
      description: "Write a flow from an idea, with the types that are installed, and try it out.",
      arguments: [
        { name: "purpose", description: "What the flow is to do, in a sentence or two.", required: true },
        { name: "namespace", description: "Where it is to live.", required: false, complete: "namespaces" },
      ],
      calls: {
        types: { tool: "search", with: { query: "{{purpose}}" } },
        templates: { tool: "blueprints", with: { query: "{{purpose}}" } },
        others: {
          tool: "list_flows_in_namespace",
          with: { namespace: "{{namespace}}" },
          when: ["namespace"],
        },
      },
      messages: [
        {
          role: "user",
          text: "Write a Kestra flow that does this: {{purpose}}\n\nTypes that may fit, as `search` finds them:\n\n{{types.text}}\n\nReady flows that may fit, as `blueprints` finds them:\n\n{{templates.text}}",
          names: ["search", "blueprints"],
        },
        {
          role: "user",
          text: "It is to live in the namespace {{namespace}}, whose flows are these; keep to their names and labels:\n\n{{others.text}}",
          when: ["namespace"],
          names: [],
        },
        {
          role: "user",
          text: "Ask me in which namespace it is to live, where that does not follow from what I said.",
          unless: ["namespace"],
          names: [],
        },
        {
          role: "user",
          text: "1. Choose the types, and read each with `task_schema` before you use it: write no property that it does not have.\n   `get_blueprint_flow` gives a ready flow whole.\n2. Write the YAML: inputs with types and defaults, secrets by `secret()` and never in clear, retries where a task\n   asks another system, a description and labels.\n3. Check it with `validate_flow` until nothing is wrong.\n4. Show it to me, and say in three sentences what it does and what it needs: secrets, inputs, plugins.\n5. When I agree, save it with `create_flow_from_yaml`, run it once with `execute_flow`, and show me the end of its\n   log. Where the run fails, mend the flow and say what was wrong.",
          names: [
            "task_schema",
            "get_blueprint_flow",
            "validate_flow",
            "create_flow_from_yaml",
            "execute_flow",
          ],
        },
      ],
    },
    {
      name: "daily_report",
      title: "Daily report",
      description: "Tell what ran, what failed and why, what waits, and what to do first.",
      arguments: [
        {
          name: "namespace",
          description: "A namespace with its children. Empty, all of them.",
          required: false,
          complete: "namespaces",
        },
        {
          name: "window",
          description:
            "Which time, in UTC, such as 24h, 7d, PT36H, today, yesterday, 2026-05-01 or 2026-05-01/2026-05-03.",
          required: false,
          default: "24h",
          reader: "window.fromTo",
        },
      ],
      calls: {
        dashboard: { tool: "get_dashboard", with: { namespace: "{{namespace}}", window: "{{window}}" } },
        flows: {
          tool: "get_statistics",
          with: { by: "flow", namespace: "{{namespace}}", window: "{{window}}" },
        },
        causes: { tool: "diagnose", with: { namespace: "{{namespace}}" } },
      },
      messages: [
        {
          role: "user",
          text: "Write the report of this Kestra for people who were not there. It is about the time from {{window}} (UTC).\n\nWhat is going on:\n\n{{dashboard.text}}\n\nBy flow:\n\n{{flows.text}}\n\nWhat `diagnose` finds wrong now:\n\n{{causes.text}}",
          names: ["diagnose"],
        },
        {
          role: "user",
          text: "It is about the namespace {{namespace}} and those below it.",
          when: ["namespace"],
          names: [],
        },
        {
          role: "user",
          text: "At most a page:\n1. One sentence: is all well, and if not, what is the worst.\n2. What failed: by cause and not by execution, with how often, since when, and one execution id to look at. Look\n   further with `diagnose` and `get_execution_logs` where the cause is not plain.\n3. What waits or hangs, and for whom: approvals, queues, limits.\n4. What is new against before: flows that became slower, fail for the first time, or did not run though they were due.\n5. What to do first, at most three things, each with the call that would do it. Make none that changes anything.\n\nGive numbers as they are, and say where something could not be found out.",
          names: ["diagnose", "get_execution_logs"],
        },
      ],
    },
    {
      name: "debug_execution",
      title: "Debug execution",
      description: "Find out why an execution failed, waits or does not start, and what would mend it.",
      arguments: [
        {
          name: "execution_id",
          description: "The execution. Empty, the newest failures are looked at.",
          required: false,
          complete: "executions",
        },
        {
          name: "namespace",
          description: "Without an execution, its namespace.",
          required: false,
          complete: "namespaces",
        },
        {
          name: "flow_id",
          description: "Without an execution, its flow.",
          required: false,
          complete: "flows",
        },
      ],
      calls: {
        diagnosis: { tool: "diagnose", with: { execution_id: "{{execution_id}}" }, when: ["execution_id"] },
        lines: {
          tool: "get_execution_logs",
          with: { execution_id: "{{execution_id}}", min_level: "WARN", tail: 50 },
          when: ["execution_id"],
        },
        failures: {
          tool: "list_executions",
          with: {
            namespace: "{{namespace}}",
            flow_id: "{{flow_id}}",
            state: ["FAILED", "WARNING", "KILLED"],
            count: 5,
          },
          unless: ["execution_id"],
        },
        causes: {
          tool: "diagnose",
          with: { namespace: "{{namespace}}", flow_id: "{{flow_id}}" },
          unless: ["execution_id"],
        },
      },
      messages: [
        {
          role: "user",
          text: "Find out why the Kestra execution {{execution_id}} did not do what it was meant to do.\n\nWhat `diagnose` says of it:\n\n{{diagnosis.text}}\n\nThe last lines of its log from WARN up:\n\n{{lines.text}}",
          when: ["execution_id"],
          names: ["diagnose"],
        },
        {
          role: "user",
          text: "Find out why executions in Kestra fail, and begin with the newest one.\n\nThe newest that did not end well:\n\n{{failures.text}}\n\nWhat `diagnose` says:\n\n{{causes.text}}",
          unless: ["execution_id"],
          names: ["diagnose"],
        },
        {
          role: "user",
          text: "1. Say in one sentence what happened, at which task, and since when.\n2. Name the cause, with the line or value that shows it. Say what is known and what is a guess.\n3. Where the evidence is not enough, look further: the whole log with `get_execution_logs`, what differs from the\n   last run that succeeded with `compare_executions`, the order of events with `get_timeline`, the flow with\n   `get_flow`.\n4. Propose what would mend it, smallest change first. Change nothing before I have agreed.",
          names: ["get_execution_logs", "compare_executions", "get_timeline", "get_flow"],
        },
        {
          role: "user",
          text: "Once the cause is gone, `restart_execution` goes on from the failed task, and `replay_execution` runs it anew: say which one fits, and what would be done twice.",
          names: ["restart_execution", "replay_execution"],
          optional: true,
        },
      ],
    },
  ],
  templates: [
    {
      uriTemplate: "kestra://{tenant}/plugins/{type}",
      name: "plugin_type",
      title: "Plugin type",
      description: "The properties, outputs and an example of a type of task or trigger, as it is installed.",
      mimeType: "application/json",
      tool: "task_schema",
      with: { cls: "{{type}}" },
      complete: { type: "plugin_types" },
    },
    {
      uriTemplate: "kestra://{tenant}/executions/{id}",
      name: "execution",
      title: "Execution",
      description: "An execution: its state, inputs, outputs and task runs.",
      mimeType: "application/json",
      tool: "manage_executions",
      with: { action: "get", execution_id: "{{id}}" },
      complete: { id: "executions" },
    },
    {
      uriTemplate: "kestra:///{+folder}/executions/{execution_id}/{+file}",
      name: "execution_file",
      title: "Execution file",
      description: "A file that an execution made or was given, as list_artifacts names it.",
      tool: "get_artifact",
      with: { action: "get", execution_id: "{{execution_id}}", uri: "{{uri}}" },
      complete: { execution_id: "executions" },
    },
    {
      uriTemplate: "kestra://{tenant}/files/{namespace}/{+path}",
      name: "namespace_file",
      title: "Namespace file",
      description: "A file of a namespace.",
      tool: "namespace_file_action",
      with: { action: "get", namespace: "{{namespace}}", path: "{{path}}" },
      complete: { namespace: "namespaces" },
    },
    {
      uriTemplate: "kestra://{tenant}/flows/{namespace}/{id}",
      name: "flow",
      title: "Flow",
      description: "The YAML of a flow, as its author wrote it.",
      mimeType: "text/yaml",
      tool: "manage_flow",
      with: { action: "get_yaml", namespace: "{{namespace}}", flow_id: "{{id}}" },
      complete: { namespace: "namespaces", id: "flows" },
    },
    {
      uriTemplate: "kestra://{tenant}/flows/{namespace}/{id}/graph",
      name: "flow_graph",
      title: "Flow graph",
      description: "The flows that a flow depends on, and those that depend on it, drawn as text.",
      mimeType: "text/plain",
      tool: "manage_flow",
      with: { action: "list_dependencies", namespace: "{{namespace}}", flow_id: "{{id}}" },
      text: "result",
      complete: { namespace: "namespaces", id: "flows" },
    },
    {
      uriTemplate: "kestra://{tenant}/executions/{id}/logs",
      name: "execution_logs",
      title: "Execution logs",
      description: "The log of an execution, line by line.",
      mimeType: "text/plain",
      tool: "download_execution_logs",
      with: { execution_id: "{{id}}" },
      complete: { id: "executions" },
    },
  ],
  completions: {
    namespaces: [
      {
        tool: "list_namespaces",
        with: { with_flows_only: true, query: "{{value}}" },
        rows: "results",
        granted: true,
      },
    ],
    flows: [
      {
        when: ["namespace"],
        tool: "list_flows_in_namespace",
        with: { namespace: "{{namespace}}" },
        rows: "results",
        value: "id",
      },
      { tool: "search_flows", with: { query: "", size: 100 }, rows: "results", value: "id" },
    ],
    executions: [
      {
        tool: "list_executions",
        with: { namespace: "{{namespace}}", flow_id: "{{flow_id}}", count: 100 },
        rows: "results",
        value: "id",
      },
    ],
    plugin_types: [
      { when: ["value"], tool: "search", with: { query: "{{value}}" }, rows: "results", value: "type" },
    ],
  },
  readers: { "window.fromTo": fromTo },
};

// Generated from specs by `npm run generate`. Do not edit.

import type { Examples } from "../runtime/catalog/select.ts";

/** Tool -> calls of it. */
export const examples: Examples = {
  add_execution_labels: [
    {
      ask: "Label execution 5xYz as reviewed by Jane.",
      call: { execution_id: "5xYz", labels: { reviewer: "Jane: Doe" } },
    },
  ],
  auth_status: [{ ask: "Am I logged in, and what may I do?", call: {} }],
  backfill_executions: [
    {
      ask: "Run the schedule of scheduled_flow for the first week of May.",
      call: {
        namespace: "company.team",
        flow_id: "scheduled_flow",
        start: "2026-05-01",
        end: "2026-05-08T00:00:00+02:00",
        labels: ["backfill:may"],
      },
    },
    {
      ask: "Run the last day of scheduled_flow's trigger every_hour again, whatever still runs.",
      call: {
        namespace: "company.team",
        flow_id: "scheduled_flow",
        start: "2026-05-01",
        trigger_id: "every_hour",
      },
    },
    {
      ask: "Run picks, for yellow taxis, for the last two days.",
      call: { namespace: "company.team", flow_id: "picks", days: 2, inputs: { taxi: "yellow" } },
    },
  ],
  blueprints: [{ ask: "Which blueprints write to the log?", call: { query: "log" } }],
  change_taskrun_state: [
    {
      ask: "Take the failed task of execution 5xYz as a success, and go on.",
      call: { execution_id: "5xYz" },
    },
    {
      ask: "Set task run 6aBc of execution 5xYz to WARNING.",
      call: { execution_id: "5xYz", task_run_id: "6aBc", state: "WARNING" },
    },
  ],
  compare_executions: [
    { ask: "Why did execution 5xYz end otherwise than the last good one?", call: { execution_id: "5xYz" } },
  ],
  compare_revisions: [
    { ask: "What changed in the flow hello last?", call: { namespace: "company.team", flow_id: "hello" } },
    {
      ask: "What is different in revision 4 of hello from revision 2?",
      call: { namespace: "company.team", flow_id: "hello", revision: 4, base_revision: 2 },
    },
  ],
  create_app: [
    {
      ask: "Create the app form.",
      call: {
        app_data:
          "id: form\nnamespace: company.team\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: get_data\n",
      },
    },
    { ask: "Create an app from this object.", call: { app_data: { id: "form", namespace: "company.team" } } },
  ],
  create_flow_from_yaml: [
    {
      ask: "Create a flow that says hello.",
      call: {
        yaml_definition:
          "id: hello\nnamespace: company.team\ntasks:\n  - id: greet\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n",
      },
    },
    {
      ask: "Update the flow hello.",
      call: {
        yaml_definition:
          "id: hello\nnamespace: company.team\ntasks:\n  - id: greet\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n",
      },
    },
    {
      ask: "What would change, were this saved?",
      call: {
        yaml_definition:
          "id: hello\nnamespace: company.team\ntasks:\n  - id: greet\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n",
        dry_run: true,
      },
    },
  ],
  create_or_update_flow: [
    {
      ask: "Create a flow that says hello.",
      call: {
        source:
          "id: hello\nnamespace: company.team\ntasks:\n  - id: greet\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n",
      },
    },
    {
      ask: "Update the flow hello.",
      call: {
        source:
          "id: hello\nnamespace: company.team\ntasks:\n  - id: greet\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n",
      },
    },
  ],
  delete_execution_logs: [
    {
      ask: "Delete the logs of the task load in execution 5xYz.",
      call: { execution_id: "5xYz", task_id: "load" },
    },
  ],
  delete_flow_logs: [
    {
      ask: "Delete the logs of the trigger every_hour of get_data.",
      call: { namespace: "company.team", flow_id: "get_data", trigger_id: "every_hour" },
    },
  ],
  diagnose: [
    { ask: "Why did execution 5xYz fail?", call: { execution_id: "5xYz" } },
    { ask: "Why does execution 5xYz not start?", call: { execution_id: "5xYz" } },
    { ask: "Who holds the slots that execution 5xYz waits for?", call: { execution_id: "5xYz" } },
    { ask: "Who killed execution 5xYz?", call: { execution_id: "5xYz" } },
    { ask: "Why does the flow get_data not run?", call: { namespace: "company.team", flow_id: "get_data" } },
    { ask: "What is wrong?", call: {} },
    { ask: "What is wrong in nope?", call: { namespace: "nope" } },
  ],
  download_execution_logs: [
    {
      ask: "Give me the whole log of the task load in execution 5xYz.",
      call: { execution_id: "5xYz", task_id: "load" },
    },
    { ask: "How did execution 5xYz end?", call: { execution_id: "5xYz", tail: 20 } },
    {
      ask: "What did execution 5xYz log of refused connections?",
      call: { execution_id: "5xYz", query: "refused" },
    },
  ],
  execute_flow: [
    {
      ask: "Run get_data for products and wait for it.",
      call: {
        namespace: "company.team",
        flow_id: "get_data",
        wait: true,
        inputs: { data: "products" },
        labels: { owner: "Jane: Doe" },
      },
    },
    {
      ask: "Run revision 1 of hello and tell me what it gave.",
      call: { namespace: "company.team", flow_id: "hello", wait: true, revision: 1 },
    },
    {
      ask: "Start get_data at noon of 1 May.",
      call: { namespace: "company.team", flow_id: "get_data", schedule_date: "2026-05-01T12:00:00Z" },
    },
  ],
  find_flow: [
    { ask: 'Is there a flow called "hello mcp"?', call: { query: "hello mcp" } },
    { ask: 'Find the flow "helo mcp" in company.', call: { query: "helo mcp", namespace: "company" } },
  ],
  follow_execution_logs: [
    { ask: "Follow the logs of execution 5xYz.", call: { execution_id: "5xYz", min_level: "INFO" } },
    { ask: "What did execution 5xYz log last?", call: { execution_id: "5xYz", tail: 20 } },
    {
      ask: "Follow execution 5xYz, and show the end of what its task load logs.",
      call: { execution_id: "5xYz", task_id: "load", tail: 20 },
    },
  ],
  force_run_execution: [
    { ask: "Do not let execution 5xYz wait for its turn.", call: { execution_id: "5xYz" } },
  ],
  generate_app: [
    { ask: "Write an app.", call: { user_prompt: "A form for get_data", provider_id: "gemini" } },
    { ask: "Write an app, and create it.", call: { user_prompt: "A form for get_data", auto_create: true } },
  ],
  generate_dashboard: [
    {
      ask: "Make a dashboard of failed executions.",
      call: { user_prompt: "Failed executions", auto_create: true },
    },
  ],
  generate_flow: [
    { ask: "Write a flow that says hello.", call: { user_prompt: "Say hello" } },
    {
      ask: "Write a flow that says hello, and create it.",
      call: { user_prompt: "Say hello", namespace: "company.team", auto_create: true },
    },
    {
      ask: "Change the flow hello, and save it.",
      call: { user_prompt: "Say hi", flow_yaml: "id: hello\nnamespace: company.team\n", auto_create: true },
    },
  ],
  generate_test: [
    { ask: "Write a test suite.", call: { user_prompt: "Check hello", provider_id: "gemini" } },
    { ask: "Write a test suite, and create it.", call: { user_prompt: "Check hello", auto_create: true } },
  ],
  get_app: [{ ask: "Show me app a1.", call: { uid: "a1" } }],
  get_artifact: [
    {
      ask: "Show me the file that the task write of execution 5xYz made.",
      call: { execution_id: "5xYz", task_id: "write" },
    },
    {
      ask: "And the first rows of the ION file that it made?",
      call: {
        execution_id: "5xYz",
        uri: "kestra:///company/team/get-data/executions/5xYz/tasks/query/7bCd/rows.ion",
      },
    },
    { ask: "And all outputs of its flow?", call: { execution_id: "5xYz" } },
    {
      ask: "Save that file as fruit.csv.",
      call: { action: "save", execution_id: "5xYz", task_id: "write", file_name: "fruit.csv" },
    },
    { ask: "Save the outputs of its flow.", call: { action: "save", execution_id: "5xYz" } },
  ],
  get_blueprint_flow: [
    { ask: "What is in the blueprint hello, and can it run here?", call: { id: "hello" } },
  ],
  get_dashboard: [{ ask: "What is going on this morning?", call: {} }],
  get_doc: [
    { ask: "What are triggers?", call: { path: "docs/workflow-components/triggers", version: "1.3.0" } },
    {
      ask: "And the page of the newest release with the id flow-inputs?",
      call: { path: "flow-inputs", version: "latest" },
    },
  ],
  get_execution: [{ ask: "How did execution 5xYz end?", call: { execution_id: "5xYz" } }],
  get_execution_logs: [
    { ask: "How did execution 5xYz end?", call: { execution_id: "5xYz", tail: 20 } },
    { ask: "What went wrong in execution 5xYz?", call: { execution_id: "5xYz", min_level: "WARN" } },
    {
      ask: "What did the first attempt of task run 7aBc log?",
      call: { execution_id: "5xYz", task_run_id: "7aBc", attempt: 0 },
    },
  ],
  get_flow: [
    {
      ask: "Is the flow scheduled_flow set to run?",
      call: { namespace: "company.team", flow_id: "scheduled_flow" },
    },
    {
      ask: "How was revision 1 of hello?",
      call: { namespace: "company.team", flow_id: "hello", revision: 1 },
    },
  ],
  get_instance_info: [
    { ask: "Which version of Kestra is this?", call: { info: "configuration" } },
    { ask: "When does our license expire?", call: { info: "license_info" } },
  ],
  get_statistics: [
    {
      ask: "Which flows failed most on 1 and 2 May?",
      call: { by: "flow", state: ["FAILED"], window: "2026-05-01/2026-05-02" },
    },
  ],
  get_status: [{ ask: "Which Kestra am I connected to, and as whom?", call: {} }],
  get_timeline: [
    { ask: "What happened in execution 5xYz?", call: { execution_id: "5xYz" } },
    {
      ask: "What happened to the flow get_data on 1 May?",
      call: {
        namespace: "company.team",
        flow_id: "get_data",
        start_date: "2026-05-01T00:00:00Z",
        end_date: "2026-05-02T00:00:00Z",
      },
    },
  ],
  invite_user: [
    {
      ask: "Invite ann@example.com to the group Ops as an editor.",
      call: { email: "ann@example.com", group_names: ["Ops"], role: "editor" },
    },
  ],
  kill_execution: [{ ask: "Kill execution 5xYz.", call: { execution_id: "5xYz" } }],
  list_apps: [
    { ask: "Which apps are there?", call: {} },
    {
      ask: "Which apps with the word form are tagged Reporting or Analytics?",
      call: { q: "form", tags: ["Reporting", "Analytics"] },
    },
  ],
  list_artifacts: [
    { ask: "Which outputs and files did execution 5xYz make?", call: { execution_id: "5xYz" } },
  ],
  list_connections: [{ ask: "Which Kestras can I use?", call: {} }],
  list_doc_children: [
    { ask: "Which pages are below the concepts?", call: { path: "docs/concepts", version: "1.3.0" } },
    { ask: "Which pages do the newest docs begin with?", call: { version: "latest" } },
  ],
  list_executions: [
    {
      ask: "Which execution of the platform team failed last, and why?",
      call: { state: ["FAILED"], labels: { team: "platform" }, count: 1 },
    },
    {
      ask: "What were the last 2 executions of get_data?",
      call: { namespace: "company.team", flow_id: "get_data", count: 2 },
    },
    {
      ask: "What ran in company.team from noon of 1 May on?",
      call: { namespace: "company.team", start_date: "2026-05-01T12:00" },
    },
    {
      ask: "What ran in the last day, but in company.archive, and is neither done nor killed?",
      call: {
        namespace: "company",
        start_date: "24h",
        state: ["!SUCCESS", "!KILLED"],
        filters: ["namespace[NOT_IN]=company.archive"],
      },
    },
  ],
  list_flows: [{ ask: "Which flows are in company.team?", call: { namespace: "company.team" } }],
  list_flows_in_namespace: [{ ask: "Which flows are in company.team?", call: { namespace: "company.team" } }],
  list_flows_with_triggers: [
    { ask: "What is scheduled in company.team?", call: { namespace: "company.team", enabled_only: true } },
  ],
  list_log_exporters: [{ ask: "Which log exporters are there?", call: {} }],
  list_namespace_dependencies: [
    { ask: "How do the flows of company.team depend on one another?", call: { namespace: "company.team" } },
  ],
  list_namespaces: [
    { ask: "Which namespaces are there under company?", call: { query: "company" } },
    { ask: "Which namespaces have flows?", call: { with_flows_only: true } },
  ],
  list_pending_approvals: [
    { ask: "What waits for an approval in company.team?", call: { namespace: "company.team" } },
  ],
  list_plugins: [{ ask: "Which plugins of the category CORE are there?", call: { category: "CORE" } }],
  list_secret_managers: [{ ask: "Which secret managers are there?", call: {} }],
  list_storages: [{ ask: "Which storages are there?", call: {} }],
  list_task_runners: [{ ask: "Which task runners are there?", call: {} }],
  list_triggers: [{ ask: "Which triggers are there?", call: {} }],
  manage_announcements: [
    { ask: "Which announcements are there?", call: { action: "list" } },
    {
      ask: "Announce that Kestra is down tonight.",
      call: { action: "create", message: "Down tonight", type: "WARNING", startDate: "2026-05-01T20:00:00Z" },
    },
    {
      ask: "End announcement b1 on 2 May.",
      call: {
        action: "update",
        id_: "b1",
        message: "Down tonight",
        type: "WARNING",
        startDate: "2026-05-01T20:00:00Z",
        endDate: "2026-05-02",
      },
    },
    { ask: "Remove announcement b1.", call: { action: "delete", id_: "b1" } },
  ],
  manage_apps: [
    {
      ask: "Create the app form.",
      call: {
        action: "create",
        yaml_source:
          "id: form\nnamespace: company.team\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: get_data\n",
      },
    },
    {
      ask: "Change the app form.",
      call: {
        action: "create",
        yaml_source:
          "id: form\nnamespace: company.team\ntype: io.kestra.plugin.ee.apps.Execution\nflowId: get_data\n",
      },
    },
    { ask: "Enable app a1.", call: { action: "enable", uid: "a1" } },
    { ask: "Disable app a1.", call: { action: "disable", uid: "a1" } },
    { ask: "Delete app a1.", call: { action: "delete", uid: "a1" } },
  ],
  manage_connection: [
    {
      ask: "Save the Kestra at https://kestra.example.com as prod, with this token.",
      call: { action: "add", name: "prod", host: "https://kestra.example.com", token: "a-token" },
    },
    { ask: "Go on with prod.", call: { action: "use", name: "prod" } },
    { ask: "Forget the connection dev.", call: { action: "remove", name: "dev" } },
  ],
  manage_executions: [
    { ask: "Pause execution 5xYz.", call: { action: "pause", execution_id: "5xYz" } },
    { ask: "Pause execution 6aBc, which has ended.", call: { action: "pause", execution_id: "6aBc" } },
    {
      ask: "Kill execution 5xYz, but not its subflows.",
      call: { action: "kill", execution_id: "5xYz", cascade: false },
    },
    { ask: "Delete execution 5xYz.", call: { action: "delete", execution_id: "5xYz" } },
    { ask: "How did execution 5xYz end?", call: { action: "get", execution_id: "5xYz" } },
    {
      ask: "Mark execution 5xYz as a success.",
      call: { action: "change_status", execution_id: "5xYz", status: "SUCCESS" },
    },
    {
      ask: "Mark execution 6aBc as a success, which still runs.",
      call: { action: "change_status", execution_id: "6aBc", status: "SUCCESS" },
    },
  ],
  manage_flow: [
    {
      ask: "Enable the flow hello of company.team.",
      call: { action: "enable", namespace: "company.team", flow_id: "hello" },
    },
    {
      ask: "Disable the flow hello of company.team.",
      call: { action: "disable", namespace: "company.team", flow_id: "hello" },
    },
    {
      ask: "Which revisions has the flow hello?",
      call: { action: "list_revisions", namespace: "company.team", flow_id: "hello" },
    },
    {
      ask: "Which flows depend on etl_daily?",
      call: { action: "list_dependencies", namespace: "company.team", flow_id: "etl_daily" },
    },
    {
      ask: "Show me the YAML of hello.",
      call: { action: "get_yaml", namespace: "company.team", flow_id: "hello" },
    },
    {
      ask: "Delete the flow hello.",
      call: { action: "delete", namespace: "company.team", flow_id: "hello" },
    },
  ],
  manage_group: [
    { ask: "Create the group Ops.", call: { action: "create", name: "Ops", description: "On call" } },
    {
      ask: "Make the group Ops editors.",
      call: { action: "create", name: "Ops", description: "On call", role: "editor" },
    },
    { ask: "What is the group g1 for?", call: { action: "get", id_: "g1" } },
    {
      ask: "Rename the group g1 to Ops, and make its members editors.",
      call: { action: "update", id_: "g1", name: "Ops", description: "On call", role: "editor" },
    },
    { ask: "Delete the group g1.", call: { action: "delete", id_: "g1" } },
  ],
  manage_invitations: [
    { ask: "Was invitation 7kQ accepted?", call: { action: "get", id_: "7kQ" } },
    { ask: "Withdraw invitation 7kQ.", call: { action: "delete", id_: "7kQ" } },
  ],
  manage_kv_store: [
    {
      ask: "What is the key greeting of company.team?",
      call: { action: "get", namespace: "company.team", key: "greeting" },
    },
    {
      ask: "Set greeting to hello.",
      call: { action: "set", namespace: "company.team", key: "greeting", value: "hello" },
    },
    {
      ask: "Set limits to 3 a day.",
      call: { action: "set", namespace: "company.team", key: "limits", value: { day: 3, hard: false } },
    },
    { ask: "Which keys has company.team?", call: { action: "list", namespace: "company.team" } },
    {
      ask: "Delete the key greeting of company.team.",
      call: { action: "delete", namespace: "company.team", key: "greeting" },
    },
  ],
  manage_tests: [
    {
      ask: "Create the test suite check of the flow hello.",
      call: { action: "create", yaml_source: "id: check\nnamespace: company.team\nflowId: hello\n" },
    },
    {
      ask: "Change the test suite check.",
      call: { action: "create", yaml_source: "id: check\nnamespace: company.team\nflowId: hello\n" },
    },
    { ask: "Run the test suite check.", call: { action: "run", namespace: "company.team", id_: "check" } },
    {
      ask: "Delete the test suite check.",
      call: { action: "delete", namespace: "company.team", id_: "check" },
    },
  ],
  manage_trigger: [
    {
      ask: "Switch the schedule of scheduled_flow on again.",
      call: {
        action: "enable",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "Stop the schedule of scheduled_flow.",
      call: {
        action: "disable",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "Free the schedule of scheduled_flow from the execution that it waits for.",
      call: {
        action: "unlock",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "Let the schedule of scheduled_flow begin anew.",
      call: {
        action: "restart",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "Pause the backfill of scheduled_flow.",
      call: {
        action: "pause_backfill",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "Go on with the backfill of scheduled_flow.",
      call: {
        action: "continue_backfill",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
    {
      ask: "End the backfill of scheduled_flow.",
      call: {
        action: "delete_backfill",
        namespace: "company.team",
        flow_id: "scheduled_flow",
        trigger_id: "every_morning",
      },
    },
  ],
  namespace_directory_action: [
    {
      ask: "What is in the directory scripts?",
      call: { action: "list", namespace: "company.team", path: "scripts" },
    },
    {
      ask: "Make a directory called jobs.",
      call: { action: "create", namespace: "company.team", path: "jobs" },
    },
    {
      ask: "Delete the directory jobs.",
      call: { action: "delete", namespace: "company.team", path: "jobs" },
    },
    {
      ask: "Rename the directory scripts to jobs.",
      call: { action: "move", namespace: "company.team", path: "scripts", to_path: "jobs" },
    },
  ],
  namespace_file_action: [
    {
      ask: "Show me scripts/etl.py of company.team.",
      call: { namespace: "company.team", path: "scripts/etl.py" },
    },
    {
      ask: "Save a script as scripts/etl.py.",
      call: {
        action: "create",
        namespace: "company.team",
        path: "scripts/etl.py",
        file_content: "import csv\n",
      },
    },
    {
      ask: "Rename scripts/etl.py to jobs/etl.py.",
      call: { action: "move", namespace: "company.team", path: "scripts/etl.py", to_path: "jobs/etl.py" },
    },
    {
      ask: "Delete scripts/etl.py.",
      call: { action: "delete", namespace: "company.team", path: "scripts/etl.py" },
    },
    {
      ask: "Which files of company.team are called etl?",
      call: { action: "search", namespace: "company.team", q: "etl" },
    },
  ],
  plugin_tasks: [{ ask: "Which tasks does the core have?", call: { plugin: "core" } }],
  plugin_versions: [{ ask: "Which releases does the plugin for AWS have?", call: { plugin: "plugin-aws" } }],
  register_kestra_token: [{ ask: "I want to use my own account of Kestra.", call: {} }],
  reject_execution: [
    {
      ask: "Do not approve execution 5xYz, because it is too expensive.",
      call: { execution_id: "5xYz", on_resume: { reason: "too expensive" } },
    },
    { ask: "Reject execution 6aBc by killing it.", call: { execution_id: "6aBc", how: "kill" } },
    { ask: "Let the approval of execution 5xYz fail.", call: { execution_id: "5xYz", how: "fail" } },
    { ask: "Cancel execution 5xYz at its approval.", call: { execution_id: "5xYz", how: "cancel" } },
  ],
  replay_execution: [
    { ask: "Run get_data again as it ran last.", call: { namespace: "company.team", flow_id: "get_data" } },
    {
      ask: "Replay execution 5xYz with the newest revision.",
      call: { ids: ["5xYz"], latest_revision: true },
    },
    {
      ask: "What would run if execution 5xYz went on from second with another word?",
      call: { ids: ["5xYz"], from_task: "second", inputs: { word: "gamma" }, plan: true },
    },
    {
      ask: "Replay execution 5xYz with another word, from its task run 6aBc on.",
      call: { ids: ["5xYz"], from_task: "6aBc", inputs: { word: "gamma" } },
    },
    {
      ask: "Replay what failed in company.team since noon of 1 May.",
      call: { namespace: "company.team", state: "FAILED", start_date: "2026-05-01T12:00" },
    },
  ],
  restart_execution: [
    {
      ask: "Restart the last failed execution of get_data.",
      call: { namespace: "company.team", flow_id: "get_data" },
    },
    { ask: "Restart execution 5xYz with revision 2.", call: { execution_id: "5xYz", revision: 2 } },
    { ask: "Restart execution 6aBc, which succeeded.", call: { execution_id: "6aBc" } },
  ],
  resume_execution: [
    {
      ask: "Approve the newest run of approval that waits.",
      call: { namespace: "company.team", flow_id: "approval", on_resume: { reason: "fine", approved: true } },
    },
    { ask: "Let execution 5xYz go on, which stands at a breakpoint.", call: { execution_ids: ["5xYz"] } },
  ],
  search: [
    { ask: "Which type writes to the log?", call: { query: "log" } },
    { ask: "Which type has a property timeoutSeconds?", call: { query: "timeoutSeconds" } },
    { ask: "What do the docs say about triggers?", call: { query: "triggers", type: "DOCS" } },
    { ask: "And where the search does not answer as it should?", call: { query: "triggers", type: "DOCS" } },
    { ask: "Which blueprints send messages?", call: { query: "message", type: "BLUEPRINTS" } },
  ],
  search_apps: [
    { ask: "Which apps has company.team?", call: { namespace: "company.team" } },
    {
      ask: "Which apps on get_data are tagged Reporting or Analytics?",
      call: { flowId: "get_data", tags: ["Reporting", "Analytics"], sort: ["name:asc"] },
    },
  ],
  search_docs: [
    { ask: "What do the docs say about triggers?", call: { query: "triggers" } },
    {
      ask: "And where the search does not answer as it should?",
      call: { query: "triggers", version: "latest" },
    },
    { ask: "And those of 1.3?", call: { query: "triggers", version: "1.3.0" } },
  ],
  search_flows: [{ ask: 'Which flows have "report" in their name?', call: { query: "report" } }],
  search_logs: [
    {
      ask: "Which errors did company.team log since 1 May?",
      call: { namespace: "company.team", min_level: "ERROR", start_date: "2026-05-01" },
    },
    { ask: "What was logged before 2020?", call: { end_date: "2020-01-01" } },
  ],
  search_namespaces: [
    { ask: "Which namespaces are there?", call: {} },
    { ask: 'Which namespaces have "team" in their id?', call: { query: "team" } },
  ],
  search_task_runs: [
    {
      ask: "Which runs of the task load failed since noon?",
      call: {
        namespace: "company.team",
        task_id: "load",
        state: ["FAILED"],
        start_date: "2026-05-01T12:00Z",
      },
    },
    { ask: "How often was each task of execution 5xYz tried?", call: { execution_id: "5xYz" } },
  ],
  search_triggers: [
    { ask: "What is scheduled in company.team?", call: { namespace: "company.team" } },
    { ask: "Which schedules are late?", call: { state: "LATE", type: "Schedule" } },
  ],
  show_execution: [{ ask: "Show me execution 5xYz.", call: { execution_id: "5xYz" } }],
  show_flow: [{ ask: "Show me the flow hello.", call: { namespace: "company.team", flow_id: "hello" } }],
  start_local_kestra: [{ ask: "Start a Kestra here.", call: {} }],
  stop_local_kestra: [{ ask: "Stop the local Kestra.", call: {} }],
  task_schema: [
    { ask: "Which properties does Log have?", call: { cls: "io.kestra.plugin.core.log.Log" } },
    { ask: "And in its version 1.2.0?", call: { cls: "io.kestra.plugin.core.log.Log", version: "1.2.0" } },
    {
      ask: "Which properties does a task have that is not installed?",
      call: { cls: "io.kestra.plugin.example.Copy" },
    },
    { ask: "And in its version 1.0.0?", call: { cls: "io.kestra.plugin.example.Copy", version: "1.0.0" } },
  ],
  validate_flow: [
    {
      ask: "Is this flow right?",
      call: {
        yaml_definition:
          "id: two_errors\nnamespace: company.team\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n  - id: b\n    type: io.kestra.plugin.core.flow.Sleep\n",
      },
    },
    {
      ask: "Which task type is meant here?",
      call: {
        yaml_definition:
          "id: wrong_task\nnamespace: company.team\ntasks:\n  - { id: a, type: io.kestra.plugin.core.log.Logg, message: x }\n",
      },
    },
    {
      ask: "And which type of an input?",
      call: {
        yaml_definition:
          "id: wrong_input\nnamespace: company.team\ninputs:\n  - { id: day, type: DATEE }\ntasks:\n  - { id: a, type: io.kestra.plugin.core.log.Log, message: x }\n",
      },
    },
    {
      ask: "Why is there no such task, and which property is meant?",
      call: {
        yaml_definition:
          "id: two_faults\nnamespace: company.team\ntasks:\n  - { id: a, type: io.kestra.plugin.slack.SlackIncomingWebhook }\n",
      },
    },
    {
      ask: "What does the unknown property mean?",
      call: {
        yaml_definition:
          "id: text\nnamespace: company.team\ntasks:\n  - { id: a, type: io.kestra.plugin.core.log.Log, words: x }\n",
      },
    },
  ],
  versions: [{ ask: "Which version of the core is here?", call: { plugin: "core" } }],
};

import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

/** Before the tests of each file. */
const setupFiles = "test/support/no-public-service.ts";
const bundle = "test/support/bundle-setup.ts";
/** What starts processes, measures how time grows, or moves many megabytes: each wants the machine for itself. */
const processes = "test/**/*.{process,growth,large}.test.ts";
/** What runs commands in a copy of the project, talks to a language server, or goes through every operation. */
const guide = [
  "test/guide/contributing.test.ts",
  "test/generator/docs/generate.test.ts",
  "test/generator/editor/**/*.test.ts",
  "test/generator/commands/release/{history,drop,bad-input}.test.ts",
  "test/generator/commands/new/every-operation.test.ts",
  "test/guide/{new-tool,six-errors}.test.ts",
];
const replay = "test/sandbox/replay/replay.test.ts";

/** The same end-to-end tests, on a sandbox of each line, or on the real Kestra of KESTRA_E2E_URL. */
function endToEnd(line: string): TestProjectInlineConfiguration {
  return {
    test: {
      setupFiles,
      name: `e2e-${line}`,
      isolate: false,
      include: ["test/e2e/**/*.test.ts"],
      globalSetup: bundle,
      env: { KESTRA_E2E_LINE: line },
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

const keycloak = "test/oauth/keycloak/**";
const hasKeycloak = (process.env.KEYCLOAK_HOME ?? "") !== "";
const real = (process.env.KESTRA_E2E_URL ?? "") !== "";

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          setupFiles,
          name: "unit",
          isolate: false,
          include: ["test/{bench,generator,packaging,run,runtime,specs,sandbox}/**/*.test.ts"],
          exclude: [replay, "test/generator/docs/**", processes, ...guide],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          setupFiles,
          name: "laws",
          isolate: false,
          include: ["test/{laws,generator/docs}/**/*.test.ts"],
          exclude: [processes, ...guide],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          setupFiles,
          name: "process",
          isolate: false,
          include: [processes],
          globalSetup: bundle,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          setupFiles,
          name: "http",
          isolate: false,
          include: ["test/http/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          setupFiles,
          name: "oauth",
          isolate: false,
          include: ["test/oauth/**/*.test.ts"],
          exclude: [keycloak],
          globalSetup: bundle,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          setupFiles,
          name: "views",
          include: ["test/views/**/*.test.ts"],
          globalSetup: bundle,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { setupFiles, name: "guide", isolate: false, include: guide, testTimeout: 60_000 } },
      { test: { setupFiles, name: "replay", include: [replay], testTimeout: 60_000 } },
      // Of a real Keycloak, whose folder KEYCLOAK_HOME names: it takes half a minute to start.
      ...(hasKeycloak
        ? [
            {
              test: { setupFiles, name: "keycloak", include: [`${keycloak}/*.test.ts`], testTimeout: 60_000 },
            },
          ]
        : []),
      ...(real ? ["real"] : ["1.0", "1.3", "2.0"]).map(endToEnd),
    ],
  },
});

import type { SandboxPlugin } from "../../plugins/plugin.ts";

/** Where an Enterprise edition keeps secrets, and where it sends logs. */
export const safePlugins: readonly SandboxPlugin[] = [
  {
    name: "secret-vault",
    title: "Vault secrets",
    description: "Reads secrets from Vault.",
    group: "io.kestra.ee.secret.vault",
    version: "1.4.0",
    license: "EE",
    categories: ["INFRASTRUCTURE"],
    types: [
      { cls: "io.kestra.ee.secret.vault.VaultSecret", kind: "secrets", title: "Keep secrets in Vault." },
    ],
  },
  {
    name: "secret-aws",
    title: "AWS secrets",
    group: "io.kestra.ee.secret.aws",
    version: "1.4.1",
    license: "EE",
    categories: ["CLOUD"],
    types: [
      {
        cls: "io.kestra.ee.secret.aws.AwsSecretManager",
        kind: "secrets",
        title: "Keep secrets in AWS Secrets Manager.",
      },
    ],
  },
  {
    name: "plugin-ee-syslog",
    title: "Syslog (Enterprise)",
    group: "io.kestra.plugin.ee.syslog",
    version: "1.0.3",
    license: "EE",
    categories: ["INFRASTRUCTURE"],
    types: [
      {
        cls: "io.kestra.plugin.ee.syslog.SyslogExporter",
        kind: "logExporters",
        title: "Send logs to a syslog server.",
      },
    ],
  },
];

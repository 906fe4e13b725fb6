import { getStatus } from "../../generated/instance/get_status.ts";
import { asked, missingOf, reasonsOf } from "../steps/asked.ts";
import { featuresOf } from "../steps/instance/features.ts";
import { defaultTried, groupedByReason, kestractlOf, summaryOf, userOf } from "../steps/instance/status.ts";

/** Steps, because it tells of this server, too, and because whatever does not answer is a warning. */
export const tool = getStatus(async (_, kestra, { instance, server, mask }) => {
  const isEnterprise = instance.edition === "ee";
  const is2 = instance.line === "2.0";
  const facts = server();
  // What is about the whole tenant is not asked where the server is bound to some of it.
  const isWhole = facts.namespaces === undefined;
  const [configs, flows, me, servers] = await Promise.all([
    asked(kestra.configs({}), mask),
    isWhole ? asked(kestra.flows({}), mask) : undefined,
    isEnterprise ? asked(kestra.me({}), mask) : undefined,
    is2 && isWhole ? asked(kestra.servers({}), mask) : undefined,
  ]);
  const calls = [configs, flows, me, servers].flatMap((one) => one ?? []);
  const reasons = reasonsOf(calls);
  const {
    version = facts.nowhere === undefined ? instance.version : undefined,
    edition = facts.nowhere === undefined ? instance.edition : undefined,
    commitId,
    environment,
  } = configs.answer ?? {};
  const told = {
    baseUrl: facts.baseUrl,
    tenant: facts.tenant,
    reachable: configs.answer !== undefined,
    version,
    edition,
    commit: commitId,
    environment,
    flows: flows?.answer?.total,
  };
  const user = userOf(facts, me?.answer);
  return {
    summary: summaryOf({ ...told, nowhere: facts.nowhere }, user, missingOf(configs, calls)),
    kestra: told,
    user,
    features: featuresOf(configs.answer, { version, isEnterprise, servers: servers?.answer?.total }),
    server: {
      version: facts.version,
      protocol: facts.protocol,
      transport: facts.transport,
      readOnly: facts.readOnly,
      namespaces: facts.namespaces,
      confirm: facts.confirm,
      tools: facts.shown,
      hidden: groupedByReason(facts.hidden),
    },
    connection: facts.connection,
    kestractl: kestractlOf(facts),
    settings: facts.settings,
    warnings: [...new Set([...reasons, ...defaultTried(facts, configs), ...facts.ignored])],
  };
});

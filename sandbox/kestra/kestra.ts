import { randomInt, randomUUID } from "node:crypto";
import type { Edition, Line } from "../line/line.ts";
import type { Clock } from "../values/clock.ts";
import { createEngine, type Engine } from "../engine/engine.ts";
import { enterpriseStore, type EnterpriseStore } from "../enterprise/store.ts";
import { standalone, type Fleet } from "../enterprise/fleet.ts";
import { admits, noLimits, type Limits } from "../enterprise/limits.ts";
import { placeFor } from "../enterprise/placement.ts";
import { diskFiles } from "../files/disk-files.ts";
import type { NamespaceFiles } from "../files/namespace-files.ts";
import { revisedFiles } from "../files/revised-files.ts";
import { flowStore, type FlowStore } from "../flows/flow-store.ts";
import { kvStore, type KvStore } from "../kv/kv-store.ts";
import { pluginSet, type PluginSet } from "../plugins/plugin-set.ts";
import type { Access, Credentials } from "./access.ts";
import { lagOf, type Lag } from "../line/lag.ts";
import { listenForEnds } from "../triggers/flow-triggers.ts";
import { runAll } from "../triggers/run-all.ts";
import { createScheduler, type Scheduler } from "../triggers/scheduler.ts";
import { triggerStore } from "../triggers/trigger-state.ts";

/** It is known once somebody listens there. */
export interface Address {
  readonly url: string;
}

/** Everything that one sandbox holds. */
export interface Kestra {
  readonly line: Line;
  readonly edition: Edition;
  readonly tenant: string;
  readonly clock: Clock;
  readonly flows: FlowStore;
  readonly plugins: PluginSet;
  readonly kv: KvStore;
  readonly files: NamespaceFiles;
  /** Empty in the open-source edition, which has no routes to it. */
  readonly enterprise: EnterpriseStore;
  /** The servers, which the open-source edition has no list of. */
  readonly fleet: Fleet;
  readonly limits: Limits;
  /** Executions, logs, metrics and the files of executions. */
  readonly engine: Engine;
  /** The triggers that Kestra evaluates by itself. */
  readonly scheduler: Scheduler;
  readonly lag: Lag;
  readonly uuid: string;
  /** Where people reach it, without a path: what `kestra.url` says of a real one. */
  readonly address: Address;
  /** Who may use it. */
  readonly access: Access;
  /** A new id: 22 characters, letters and digits. */
  newId(): string;
  /** Lets engine and scheduler work off what is due by now. The server does so before each request. */
  settle(): void;
}

export interface KestraOptions {
  readonly line: Line;
  readonly edition: Edition;
  readonly tenant: string;
  readonly clock: Clock;
  /** Absent: that of a Kestra that was told none. */
  readonly address?: Address;
  /** What is not given is as short as the line has it at its best. */
  readonly lag?: Partial<Lag>;
  /** Anybody may use it where absent. */
  readonly credentials?: Credentials;
  /** A number from 0 to below `limit`; absent: a random one. */
  readonly random?: (limit: number) => number;
}

const characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const idLength = 22;

/** Makes ids of 22 characters, base 62. */
function idMaker(random: (limit: number) => number): () => string {
  return () => Array.from({ length: idLength }, () => characters.charAt(random(characters.length))).join("");
}

const unset: Address = { url: "http://localhost:8080" };

export function createKestra(options: KestraOptions): Kestra {
  const { line, edition, tenant, clock, credentials = {}, random = randomInt, address = unset } = options;
  const lag: Lag = { ...lagOf(line), ...options.lag };
  const newId = idMaker(random);
  const flows = flowStore();
  const engine = createEngine(line, flows, newId);
  const now = (): number => clock.now().getTime();
  const scheduler = createScheduler(engine, flows, triggerStore(), { start: now(), lag: lag.triggers });
  listenForEnds(engine, flows);
  const [fleet, limits] = [standalone(engine.workerId, now()), noLimits()];
  engine.guard = {
    admits: (execution) => admits(limits, execution, engine.time),
    placeFor: (execution, task) => placeFor(engine, fleet, execution, task),
  };
  const settle = (): void => {
    runAll(engine, scheduler, now());
  };
  settle();
  return {
    line,
    edition,
    tenant,
    clock,
    flows,
    plugins: pluginSet(line),
    kv: kvStore(),
    files: line === "1.0" ? diskFiles(tenant, now) : revisedFiles(tenant, line, now),
    enterprise: enterpriseStore(tenant),
    fleet,
    limits,
    engine,
    scheduler,
    lag,
    uuid: randomUUID(),
    address,
    access: { credentials },
    newId,
    settle,
  };
}

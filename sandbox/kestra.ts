import { randomInt, randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Line } from "./engine/dialect.ts";
import { createEngine, type Engine } from "./engine/engine.ts";
import { runUntil } from "./engine/run.ts";
import { flowStore, type FlowStore } from "./flows/flow-store.ts";
import { kvStore, type KvStore } from "./kv/kv-store.ts";
import type { Edition } from "./route.ts";

/** Everything that one sandbox holds. */
export interface Kestra {
  readonly line: Line;
  readonly edition: Edition;
  readonly tenant: string;
  readonly clock: Clock;
  readonly flows: FlowStore;
  readonly kv: KvStore;
  /** Executions, logs, metrics and the files of executions. */
  readonly engine: Engine;
  readonly uuid: string;
  /** A new id: 22 characters, letters and digits. */
  newId(): string;
  /** Lets the engine work off what is due by now. The server does so before each request. */
  settle(): void;
}

export interface KestraOptions {
  readonly line: Line;
  readonly edition: Edition;
  readonly tenant: string;
  readonly clock: Clock;
  /** A number from 0 to below `limit`; absent: a random one. */
  readonly random?: (limit: number) => number;
}

const characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const idLength = 22;

/** Makes ids of 22 characters, base 62. */
const idMaker =
  (random: (limit: number) => number): (() => string) =>
  () =>
    Array.from({ length: idLength }, () => characters.charAt(random(characters.length))).join("");

export const createKestra = ({ line, edition, tenant, clock, random = randomInt }: KestraOptions): Kestra => {
  const newId = idMaker(random);
  const flows = flowStore();
  const engine = createEngine(line, flows, newId);
  const settle = (): void => {
    runUntil(engine, clock.now().getTime());
  };
  settle();
  return {
    line,
    edition,
    tenant,
    clock,
    flows,
    kv: kvStore(),
    engine,
    uuid: randomUUID(),
    newId,
    settle,
  };
};

import type { Answer, Context } from "./context.ts";
import { ContractError } from "./errors.ts";
import { validate } from "./input.ts";
import type { JsonObject } from "./json.ts";
import { since, type PerLine } from "./per-line.ts";
import { readPages } from "./pages.ts";
import { refusal } from "./refusal.ts";
import type { RequestPlan } from "./request-plan.ts";
import { isComposite, type Behaviour, type Operation, type Read } from "./tool-definition.ts";
import { pathOf } from "./wire.ts";

/** What a behaviour gave, before it is bounded. */
export interface Ran {
  readonly output: JsonObject;
  /** There are rows that were not read. */
  readonly more: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- operations of every type come here
type AnyOperation = Operation<any, any>;

/**
 * Carries a behaviour out.
 * @param wanted rows that the caller will use at most: no further page is read for more
 * @throws KestraError, ContractError, and what steps throw
 */
export async function run(
  behaviour: Behaviour,
  input: unknown,
  context: Context,
  wanted?: number,
): Promise<Ran> {
  let pages = 0;
  const onPage = () => {
    pages++;
    context.progress(pages, undefined, `Page ${pages} was read.`);
  };
  if (!isComposite(behaviour)) return perform(behaviour, input, context, onPage, wanted);
  let more = false;
  const calls = Object.entries(behaviour.calls).map(([name, operation]) => [
    name,
    async (given: unknown) => {
      const ran = await perform(operation, validate(operation, given), context, onPage);
      more ||= ran.more;
      return ran.output;
    },
  ]);
  const output: unknown = await behaviour.steps(input, Object.fromEntries(calls), context);
  return { output: output as JsonObject, more };
}

async function perform(
  operation: AnyOperation,
  input: unknown,
  context: Context,
  onPage: () => void,
  wanted?: number,
): Promise<Ran> {
  const { line } = context.instance;
  const ask = async (plan: RequestPlan) => {
    const onEvents = (count: number) => {
      context.progress(count, undefined, `${count} events`);
    };
    const answer = await context.send(plan, { retry: operation.effect === "read", onEvents });
    return read(operation, answer, input, `${plan.method} ${pathOf(plan, context.tenant)}`, context);
  };
  const plan = operation.request(input, { line, uuid: context.uuid });
  if (operation.pages === undefined) return { output: await ask(plan), more: false };
  const askPage = async (page: RequestPlan) => {
    const output = await ask(page);
    onPage();
    return output;
  };
  return readPages(plan, operation.pages, askPage, wanted);
}

function read(
  operation: AnyOperation,
  answer: Answer,
  input: unknown,
  request: string,
  { instance: { line }, ui, credentials }: Context,
): JsonObject {
  const { status } = answer;
  const reader =
    operation.on?.[status] ?? (status >= 200 && status < 300 ? readerOf(operation, line) : undefined);
  if (reader === undefined) throw refusal(request, answer, adviceOf(operation, line)[status], credentials);
  try {
    return reader(answer, input, ui) as JsonObject;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const taken = status >= 200 && status < 300 && operation.effect !== "read";
    const warning = taken ? ` Kestra took the request (${status}): look before you try again.` : "";
    throw new ContractError(
      `Kestra's answer to ${request} is not what its contract says, ${error.message}.${warning}`,
      { cause: error },
    );
  }
}

function readerOf({ read }: AnyOperation, line: string): Read<unknown, unknown> {
  return typeof read === "function" ? read : since(line, read);
}

/** Keyed by status, or by line and then by status: only the latter holds objects. */
function adviceOf({ advice = {} }: AnyOperation, line: string): Readonly<Record<number, string>> {
  const byLine = Object.values(advice).some((entry) => typeof entry === "object");
  return byLine
    ? since(line, advice as PerLine<Readonly<Record<number, string>>>)
    : (advice as Record<number, string>);
}

import { isObject } from "../../runtime/json.ts";
import type { ContractAnswer, ContractOperation, ContractParameter, ContractSchema } from "./contract.ts";
import { changeSchema, merged, Misfit, schemaOf } from "./change-schema.ts";
import type { ContractChange, Where } from "./correction.ts";
import type { Method } from "../../runtime/network/wire-request.ts";

type At = Extract<Where, { readonly operation: string }>;

/** Changes a contract's operations. @throws Misfit where `where` names nothing, or the change does not fit. */
export function changeOperations(
  operations: readonly ContractOperation[],
  where: At,
  change: ContractChange,
): readonly ContractOperation[] {
  const at = operations.findIndex(({ method, path }) => `${method} ${path}` === where.operation);
  const operation = operations[at];
  const whole = !("answer" in where) && !("body" in where) && where.parameter === undefined;
  if (whole && "add" in change) {
    if (operation !== undefined) throw new Misfit(`${where.operation} is there already.`);
    return [...operations, added(where.operation, change.add)].sort(order);
  }
  if (operation === undefined) throw new Misfit(`There is no ${where.operation}.`);
  if (whole && "remove" in change) return operations.filter((_, i) => i !== at);
  const next = whole ? setOperation(operation, change) : changeOperation(operation, where, change);
  return operations.map((each, i) => (i === at ? next : each));
}

function order(a: ContractOperation, b: ContractOperation): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.method < b.method ? -1 : a.method > b.method ? 1 : 0;
}

function added(route: string, value: unknown): ContractOperation {
  const [method = "", path = ""] = route.split(" ");
  if (!isObject(value) || typeof value.operationId !== "string" || !Array.isArray(value.answers)) {
    throw new Misfit(`A new operation needs operationId, editions, parameters and answers.`);
  }
  return { ...(value as unknown as ContractOperation), method: method as Method, path };
}

function setOperation(operation: ContractOperation, change: ContractChange): ContractOperation {
  if (!("set" in change)) throw new Misfit("An operation takes add, set or remove.");
  return merged(operation, change.set);
}

function changeOperation(operation: ContractOperation, where: At, change: ContractChange): ContractOperation {
  if ("answer" in where) return { ...operation, answers: changeAnswers(operation.answers, where, change) };
  if ("body" in where) {
    const media = operation.body?.media[where.body];
    if (operation.body === undefined || media === undefined)
      throw new Misfit(`${where.operation} takes no ${where.body}.`);
    const schema = changeSchema(media, where.at ?? "", change);
    return {
      ...operation,
      body: { ...operation.body, media: { ...operation.body.media, [where.body]: schema } },
    };
  }
  return { ...operation, parameters: changeParameters(operation.parameters, where.parameter ?? "", change) };
}

function changeAnswers(
  answers: readonly ContractAnswer[],
  where: Extract<At, { readonly answer: number }>,
  change: ContractChange,
): readonly ContractAnswer[] {
  const { answer: status, media } = where;
  const answer = answers.find((each) => each.status === status);
  if (media === undefined) {
    if ("remove" in change && answer !== undefined) return answers.filter((each) => each !== answer);
    const value = "add" in change ? change.add : "replace" in change ? change.replace : undefined;
    if (value === undefined)
      throw new Misfit(`The answer ${status} takes add, replace or remove; or name its media.`);
    const there = answer !== undefined;
    if ("add" in change === there) {
      throw new Misfit(`The answer ${status} is ${there ? "there already" : "not there"}.`);
    }
    const others = answers.filter((each) => each !== answer);
    return [...others, { status, media: mediaOf(value) }].sort((a, b) => a.status - b.status);
  }
  const schema = answer?.media[media];
  if (answer === undefined || schema === undefined)
    throw new Misfit(`There is no answer ${status} of ${media}.`);
  const next = { status, media: { ...answer.media, [media]: changeSchema(schema, where.at ?? "", change) } };
  return answers.map((each) => (each === answer ? next : each));
}

function mediaOf(value: unknown): Readonly<Record<string, ContractSchema>> {
  if (!isObject(value)) throw new Misfit("An answer is a map of media types; empty where it has no body.");
  return Object.fromEntries(Object.entries(value).map(([type, schema]) => [type, schemaOf(schema, type)]));
}

function changeParameters(
  parameters: readonly ContractParameter[],
  named: string,
  change: ContractChange,
): readonly ContractParameter[] {
  const [, place, name] = /^(path|query|header)\.(.+)$/u.exec(named) ?? [];
  if (place === undefined || name === undefined)
    throw new Misfit(`${named} is not path.x, query.x or header.x.`);
  const parameter = parameters.find((each) => each.in === place && each.name === name);
  if ("add" in change) {
    if (parameter !== undefined) throw new Misfit(`${named} is there already.`);
    if (!isObject(change.add)) throw new Misfit("A new parameter needs a schema.");
    const { required, schema, ...rest } = change.add;
    const facts = { ...rest, required: required === true, schema: schemaOf(schema, named) };
    return [...parameters, { name, in: place as ContractParameter["in"], ...facts }];
  }
  if (parameter === undefined) throw new Misfit(`${named} is not there.`);
  if ("remove" in change) return parameters.filter((each) => each !== parameter);
  if (!("set" in change)) throw new Misfit("A parameter takes add, set or remove.");
  const next = merged(parameter, change.set);
  return parameters.map((each) => (each === parameter ? next : each));
}

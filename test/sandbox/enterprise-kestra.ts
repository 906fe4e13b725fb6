import type { ContractOperation } from "../../generator/contract/contract.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/server.ts";
import { answerValidator } from "../generator/contract/answer-validator.ts";
import { committedContracts, contractOf } from "../generator/contract/committed.ts";
import { operationOf } from "../generator/contract/operation-of.ts";
import type { Data } from "../support/data.ts";

/** An Enterprise sandbox whose every exchange is held to the contract of its line. */
export interface EnterpriseKestra {
  readonly sandbox: Sandbox;
  /** Sends a request; a text as YAML, anything else as JSON. @throws Error where the contract does not know it so */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Heard>;
  /** Checks one exchange. @returns what is wrong with it */
  readonly check: (exchange: Exchange) => string[];
  /** Every operation that was reached. */
  readonly reached: ReadonlySet<string>;
}

export interface Heard {
  readonly status: number;
  readonly body: Data;
}

/** A request and its answer. `sent` is a text where it is no JSON. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent?: unknown;
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

export const token = "enterprise-tests-only";
const contracts = committedContracts();

export async function startEnterprise(
  line: string,
  options: Partial<SandboxOptions> = {},
): Promise<EnterpriseKestra> {
  const contract = contractOf(contracts, line);
  const validate = answerValidator(contract, "ee");
  const sandbox = await startSandbox({ ...options, line, edition: "ee", token });
  const reached = new Set<string>();

  const wrongSent = ({ body }: ContractOperation, sent: unknown): string[] => {
    if (sent === undefined) return body?.required === true ? ["a body is required"] : [];
    const schema = body?.media[typeof sent === "string" ? "application/x-yaml" : "application/json"];
    return schema === undefined ? ["it takes no such body"] : validate(schema, sent);
  };

  const wrongHeard = ({ answers }: ContractOperation, { status, mediaType, text }: Exchange): string[] => {
    const answer = answers.find((it) => it.status === status);
    if (answer === undefined) return [`no answer ${status}`];
    if (text === "") return [];
    const schema = answer.media[mediaType];
    if (schema === undefined) return [`${status} is never ${mediaType}`];
    return mediaType === "application/json" ? validate(schema, JSON.parse(text)) : [];
  };

  const check = (exchange: Exchange): string[] => {
    const { method, path, sent, status } = exchange;
    const operation = operationOf(contract, method, path);
    if (operation === undefined) return [`${method} ${path} is unknown on ${line}`];
    const name = `${operation.method} ${operation.path}`;
    reached.add(name);
    const wrong = [...wrongSent(operation, sent), ...(status < 400 ? wrongHeard(operation, exchange) : [])];
    return wrong.map((text) => `${name}: ${text}`);
  };

  const ask: EnterpriseKestra["ask"] = async (method, path, sent) => {
    const [route = ""] = path.split("?");
    const isText = typeof sent === "string";
    const response = await fetch(sandbox.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(sent === undefined ? {} : { "content-type": isText ? "application/x-yaml" : "application/json" }),
      },
      ...(sent === undefined ? {} : { body: isText ? sent : JSON.stringify(sent) }),
    });
    const text = await response.text();
    const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const { status } = response;
    const wrong = check({ method, path: route, sent, status, mediaType, text });
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    return { status, body: (mediaType === "application/json" ? JSON.parse(text) : text) as Data };
  };

  return { sandbox, ask, check, reached };
}

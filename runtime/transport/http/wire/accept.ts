import type { IncomingMessage } from "node:http";
import { remembered } from "../../../text/remembered.ts";
import { HttpRefusal } from "./refusal.ts";

/** Which of the two types that an answer can have a client takes. */
export interface Accepted {
  readonly json: boolean;
  readonly events: boolean;
}

/** Methods whose answer is a stream by its nature. */
const streaming = ["subscriptions/listen"];

/**
 * Reads `Accept` as RFC 9110 has it: without the header, anything is taken.
 * @param rpc the method that is asked for
 * @throws HttpRefusal 406 where nothing that could be answered is taken
 */
export function requireAcceptable({ method, headers }: IncomingMessage, rpc?: string): Accepted {
  const accepted = acceptedBy(headers.accept);
  const isStream = method === "GET" || (rpc !== undefined && streaming.includes(rpc));
  if (isStream && !accepted.events)
    throw new HttpRefusal(406, "The answer is text/event-stream, which Accept leaves out.");
  if (method === "POST" && !accepted.json && !accepted.events) {
    throw new HttpRefusal(
      406,
      "The answer is application/json or text/event-stream, and Accept leaves out both.",
    );
  }
  return accepted;
}

export function acceptedBy(header = ""): Accepted {
  return known(header);
}

const known = remembered(read, { most: 100, longest: 200 });

function read(header: string): Accepted {
  if (header.trim() === "") return { json: true, events: true };
  const ranges = header.split(",").map(rangeIn);
  const takes = (type: string): boolean => {
    const [group = ""] = type.split("/");
    // The most specific range decides.
    const names = [type, `${group}/*`, "*/*"];
    const found = names.map((name) => ranges.find((range) => range.name === name)).find((range) => range);
    return found !== undefined && found.quality > 0;
  };
  return { json: takes("application/json"), events: takes("text/event-stream") };
}

function rangeIn(text: string): { readonly name: string; readonly quality: number } {
  const [name = "", ...parameters] = text
    .toLowerCase()
    .split(";")
    .map((one) => one.trim());
  const quality = parameters
    .map((one) => /^q\s*=\s*([\d.]+)$/.exec(one)?.[1])
    .find((one) => one !== undefined);
  // Java writes the bare star.
  return { name: name === "*" ? "*/*" : name, quality: Number(quality ?? 1) };
}

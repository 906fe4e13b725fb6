import { isObject } from "../../runtime/json.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import { isByLine } from "./by-line.ts";
import type { ByLine, RequestGrammar } from "./spec.ts";

/** Whom a request asks, and what. */
export interface ServiceRequest {
  /** Absent: Kestra. */
  readonly service?: string;
  readonly request: ByLine<string>;
  /** Where `request` is written. */
  readonly at: YamlPath;
}

/** A request told apart: `GET /path`, a map of lines, or `{ service: GET /path }`. @param at where it is written */
export function serviceRequest(written: RequestGrammar, at: YamlPath): ServiceRequest {
  if (!isOfServices(written)) return { request: written, at };
  const [[service, request] = ["", ""]] = Object.entries(written);
  return { service, request, at: [...at, service] };
}

/** The services that a map of a request names: more than one is a mistake. */
export function servicesIn(written: RequestGrammar | undefined): readonly string[] {
  return written !== undefined && isOfServices(written) ? Object.keys(written) : [];
}

function isOfServices(written: RequestGrammar): written is Readonly<Record<string, string>> {
  return isObject(written) && !isByLine(written);
}

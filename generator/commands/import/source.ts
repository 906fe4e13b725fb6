import { readFileSync, statSync } from "node:fs";
import { maximumBytes, refuseLarge } from "./document.ts";
import { ImportError } from "../../contract/import-error.ts";
import type { ContractSource } from "./import-contract.ts";

/** How a running Kestra is asked: with a `fetch`, and the environment that holds the credentials. */
export interface Asking {
  readonly fetch: typeof fetch;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const seconds = 60;

/**
 * Reads a file, a document at an `http(s)://` URL that ends in `.yml`, `.yaml` or `.json`, or the OpenAPI document of the
 * Kestra at a base URL.
 * @throws ImportError
 */
export async function readSource(place: string, asking: Asking): Promise<ContractSource> {
  const scheme = /^([a-z][a-z\d+.-]+):/iu.exec(place)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    throw new ImportError(`${scheme}: is not read: give a file, or an http or https URL.`);
  }
  return /^https?:\/\//iu.test(place) ? fromKestra(place, asking) : fromFile(place);
}

/** Refused by its size before a byte of it is read. */
function fromFile(path: string): ContractSource {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new ImportError(`${path} does not exist.`);
  if (!stats.isFile()) throw new ImportError(`${path} is not a file.`);
  refuseLarge(stats.size, path);
  return { name: path, text: readFileSync(path, "utf8") };
}

async function fromKestra(base: string, { fetch, environment }: Asking): Promise<ContractSource> {
  if (!URL.canParse(base)) throw new ImportError("The URL of Kestra is not a URL.");
  const url = new URL(base);
  if (url.username !== "" || url.password !== "") {
    throw new ImportError(
      `${url.host}: credentials belong in KESTRA_USERNAME and KESTRA_PASSWORD, not in the URL.`,
    );
  }
  const isDocument = /\.(?:ya?ml|json)$/u.test(url.pathname);
  if (!isDocument)
    url.pathname = `${url.pathname.replace(/\/+$/u, "").replace(/\/api\/v1$/u, "")}/swagger/kestra.yml`;
  url.search = "";
  url.hash = "";
  const name = url.href;
  const response = await ask(url, fetch, environment);
  try {
    refuseStatus(response.status, name);
    refuseLarge(Number(response.headers.get("content-length") ?? 0), name);
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
  return { name, text: await bounded(response, name) };
}

function refuseStatus(status: number, name: string): void {
  if (status === 200) return;
  if (status !== 401 && status !== 403) {
    const redirect =
      status >= 300 && status < 400 ? " Redirects are not followed: give the place itself." : "";
    throw new ImportError(`${name} answers ${status}, not an OpenAPI document.${redirect}`);
  }
  const set = "set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN";
  throw new ImportError(`${name} answers ${status}: ${set}.`);
}

async function ask(url: URL, fetch: Asking["fetch"], environment: Asking["environment"]): Promise<Response> {
  try {
    const headers = authorization(environment);
    return await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(seconds * 1000) });
  } catch (error) {
    throw new ImportError(`${url.href} does not answer.`, { cause: error });
  }
}

function authorization(environment: Asking["environment"]): Record<string, string> {
  const { KESTRA_USERNAME: user, KESTRA_PASSWORD: password, KESTRA_API_TOKEN: token } = environment;
  if (user !== undefined && password !== undefined && user !== "") {
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
  }
  return token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` };
}

/** The body's text; stops as soon as it is larger than what is read. */
async function bounded(response: Response, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      size += bytes.byteLength;
      if (size > maximumBytes) break;
      chunks.push(bytes);
    }
  } catch (error) {
    throw new ImportError(`${name} broke off after ${size} bytes.`, { cause: error });
  }
  refuseLarge(size, name);
  return Buffer.concat(chunks).toString("utf8");
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerOptions } from "node:https";
import { createPrivateKey } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { json, listen, type Asked } from "./server.ts";

/** Made anew by every run: nothing here is a secret. */
export interface Certificates {
  /** Paths of PEM files. */
  readonly files: Readonly<
    Record<"authority" | "other" | "cert" | "key" | "both" | "encrypted" | "otherKey", string>
  >;
  /** Of the authority, and of `localhost` and 127.0.0.1 by it. */
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
}

export const passphrase = "canary-passphrase";

export async function certificates(): Promise<Certificates> {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-tls-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const ec = { keyType: "ec" as const, algorithm: "sha256" };
  const authority = {
    ...ec,
    extensions: [{ name: "basicConstraints" as const, cA: true, critical: true }],
  };
  const named = (value: string) => [{ name: "commonName", value }];
  const root = await generate(named("Test authority"), authority);
  const other = await generate(named("Another authority"), authority);
  const by = { ...ec, ca: { key: root.private, cert: root.cert } };
  const altNames = [
    { type: 2 as const, value: "localhost" },
    { type: 2 as const, value: "kestra.example" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const extensions = [{ name: "subjectAltName" as const, altNames }];
  const server = await generate(named("kestra.example"), { ...by, extensions });
  const client = await generate(named("client"), by);
  const encrypted = createPrivateKey(client.private).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase,
  });
  const texts = {
    authority: root.cert,
    other: other.cert,
    cert: client.cert,
    key: client.private,
    both: `${client.cert}\n${client.private}`,
    encrypted: String(encrypted),
    otherKey: other.private,
  };
  const files = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const path = join(folder, `${name}.pem`);
      writeFileSync(path, text);
      return [name, path];
    }),
  ) as Certificates["files"];
  return { files, ca: root.cert, server: { cert: server.cert, key: server.private } };
}

/** Answers `{}` by TLS, for one test. */
export async function tlsServer(
  options: ServerOptions,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(options, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers, socket } = request;
      asked.push({ method, url, headers, socket, body: Buffer.concat(chunks) });
      json(response, {});
    });
  });
  return { url: await listen(server, "https"), asked };
}

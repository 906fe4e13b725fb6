import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { PackageFacts } from "../../generator/packaging/project.ts";
import type { NpmPackage } from "../npm-package.ts";

/** A registry of npm's kind on this machine. */
export interface LocalRegistry {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Publishes one package on this machine alone, so that `npx` finds what is not published yet; it knows no other. */
export async function publishLocally(
  { name, version, node }: PackageFacts,
  { path, filename, integrity }: NpmPackage,
): Promise<LocalRegistry> {
  const [tarball, facts] = [await readFile(path), { name, version, bin: { [name]: "dist/kestra-mcp.js" } }];
  const server = createServer(({ url: asked = "", headers }, response) => {
    const base = `http://${headers.host ?? ""}`;
    if (asked === `/${filename}`) {
      response.end(tarball);
    } else if (asked === `/${name}`) {
      const manifest = { ...facts, engines: { node }, dist: { tarball: `${base}/${filename}`, integrity } };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ name, "dist-tags": { latest: version }, versions: { [version]: manifest } }),
      );
    } else {
      response.writeHead(404, { "content-type": "application/json" }).end("{}");
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

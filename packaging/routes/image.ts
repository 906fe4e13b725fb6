import { installed, runCommand } from "../run-command.ts";
import type { Ground, Route, Start } from "./route.ts";

type Engine = "docker" | "buildah";

/** The image, built from the checkout, and started as Kestra's agents start one. */
export const imageRoute: Route = {
  name: "image",
  needs: [],
  obstacle: async () =>
    (await engine()) === undefined ? "neither Docker runs here nor is buildah installed" : undefined,
  walk: async (ground) => ((await engine()) === "docker" ? withDocker(ground) : withBuildah(ground)),
};

/** What builds and runs images here. */
async function engine(): Promise<Engine | undefined> {
  const docker = await installed("docker");
  if (docker !== undefined && (await runCommand([docker, "info"])).code === 0) return "docker";
  return (await installed("buildah")) === undefined ? undefined : "buildah";
}

async function withDocker({ run, root, project, folder }: Ground): Promise<Start> {
  const image = `${project.image}:${project.version}`;
  await run(["docker", "build", "--quiet", "--tag", image, root], { folder });
  const words = ["docker", "run", "-i", "--rm", image];
  await run([...words, "call", "search_flows", '{"query":""}', "--sandbox"], {
    folder,
    expecting: /"total":/,
  });
  const size = await run(["docker", "image", "inspect", "--format", "{{.Size}}", image], { folder });
  const [command = "", ...args] = words;
  return { command, args: [...args, "--sandbox"], env: process.env, bytes: Number(size) };
}

/** Without an engine that runs all the time; of an image it does not know how it is started. */
async function withBuildah({ run, root, project, folder }: Ground): Promise<Start> {
  const image = `${project.image}:${project.version}`;
  await run(["buildah", "bud", "--pull=missing", "--quiet", "--tag", image, root], { folder });
  const format = "{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}";
  const entry = (await run(["buildah", "inspect", "--type", "image", "--format", format, image])).trim();
  const container = (await run(["buildah", "from", "--pull=never", image])).trim();
  const words = ["buildah", "run", container, "--", ...entry.split(" ")];
  await run([...words, "call", "search_flows", '{"query":""}', "--sandbox"], {
    folder,
    expecting: /"total":/,
  });
  const [command = "", ...args] = words;
  // Of which size it is, its base decides, which may be a stand-in here.
  return { command, args: [...args, "--sandbox"], env: process.env, bytes: 0 };
}

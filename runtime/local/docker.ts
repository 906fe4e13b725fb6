import { InputError } from "../errors.ts";
import { own, say, shortened } from "../text/said.ts";
import { lastLines } from "./last-lines.ts";
import type { Processes, Finished } from "./processes.ts";
import type { LocalState, Way } from "./way.ts";

/** Of the container and of its volumes; the label says that it is ours. */
const name = "kestra-mcp-local";
const label = "kestra-mcp";
const image = "kestra/kestra";

/** What is looked at: whether it runs, whose it is, which release and port. */
const format = `{{.State.Running}} {{index .Config.Labels "${label}"}} {{index .Config.Labels "${label}.release"}} {{index .Config.Labels "${label}.port"}}`;

/**
 * By Docker: a container and, for each line, a volume with its data.
 * @param newest the line where none is asked for
 */
export function dockerWay(processes: Processes, newest: string): Way {
  /** Pulling goes on where a call cannot wait for it. */
  const pulls = new Map<string, Promise<Finished>>();
  const docker = async (args: readonly string[], signal?: AbortSignal): Promise<Finished> => {
    const ran = await processes.run("docker", args, signal);
    if (ran.isMissing)
      throw new InputError(
        say`There is no docker on the PATH. Install Docker, or name a Kestra jar or executable in KESTRA_MCP_LOCAL.`,
      );
    return ran;
  };
  const must = async (args: readonly string[], signal?: AbortSignal): Promise<void> => {
    const { code, err } = await docker(args, signal);
    if (code !== 0)
      throw new InputError(
        say`docker ${own(args[0] ?? "")} failed: ${shortened(lastLines(err, 5), 500, "…")}`,
      );
  };
  const state = async (signal: AbortSignal): Promise<LocalState> => {
    const { code, out, err } = await docker(["container", "inspect", "--format", format, name], signal);
    if (code !== 0 && /no such container/i.test(err)) return { exists: false, running: false, by: image };
    if (code !== 0)
      throw new InputError(say`Docker does not answer: ${shortened(lastLines(err, 5), 500, "…")}`);
    const [running, whose, release = newest, port] = out.trim().split(" ");
    if (whose !== "local")
      throw new InputError(
        say`There is a container ${own(name)} that was not started here. Rename or remove it.`,
      );
    return {
      exists: true,
      running: running === "true",
      port: Number(port),
      release,
      by: `${image}:v${release}`,
    };
  };
  const pulled = async (tag: string, over: Promise<unknown>, tell: (message: string) => void) => {
    if ((await docker(["image", "inspect", "--format", "{{.Id}}", tag])).code === 0) return true;
    tell(`Docker pulls ${tag}.`);
    const pull = pulls.get(tag) ?? docker(["pull", "--quiet", tag]);
    pulls.set(tag, pull);
    // Nobody may be there any more when it fails.
    pull.catch(() => undefined);
    const ran = await Promise.race([pull, over.then(() => undefined)]);
    if (ran === undefined) return false;
    pulls.delete(tag);
    if (ran.code === 0) return true;
    throw new InputError(say`Docker cannot pull ${tag}: ${shortened(lastLines(ran.err, 5), 500, "…")}`);
  };
  return {
    state,
    async start({ port, release = newest, signal, tell, over }) {
      const tag = `${image}:v${release}`;
      const before = await state(signal);
      if (before.exists && before.port === port && before.release === release) {
        // Another call may have started it meanwhile.
        if (!before.running) await must(["start", name], signal);
        return undefined;
      }
      if (!(await pulled(tag, over, tell)))
        return `Docker is still pulling ${tag}, which goes on: call this again.`;
      // Its data are in the volume.
      if (before.exists) await must(["rm", "--force", name], signal);
      const labels = [`${label}=local`, `${label}.release=${release}`, `${label}.port=${port}`];
      const marked = labels.flatMap((one) => ["--label", one]);
      // Nobody else on the network reaches it. The image's own user may not write to a new volume.
      const where = ["--publish", `127.0.0.1:${port}:8080`, "--volume", `${volumeOf(release)}:/app/data`];
      await must(
        ["run", "--detach", "--user", "root", "--name", name, ...marked, ...where, tag, "server", "local"],
        signal,
      );
      return undefined;
    },
    async stop(signal) {
      await must(["stop", name], signal);
    },
    async log(signal) {
      const { out, err } = await docker(["logs", "--tail", "20", name], signal);
      return lastLines(`${out}\n${err}`, 15);
    },
    dataOf: (release = newest) => volumeOf(release),
  };
}

/** A line's data are no other line's: none can be read by an older one. */
function volumeOf(release: string): string {
  return `${name}-${release.split(".").slice(0, 2).join(".")}`;
}

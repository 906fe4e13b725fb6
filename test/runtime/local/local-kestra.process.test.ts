import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLocalKestra, localFolder } from "../../../runtime/local/local-kestra.ts";
import { createProcesses, withoutOurs } from "../../../runtime/local/processes.ts";
import { freePort, standIns, type StandIns } from "../../support/stand-ins.ts";
import { listen } from "../support/server.ts";

const call = (more: { readonly until?: number } = {}) => ({
  signal: new AbortController().signal,
  tell: () => undefined,
  ...more,
});

function local({ env }: StandIns, program?: string) {
  return createLocalKestra({
    processes: createProcesses(
      withoutOurs({ ...env, KESTRA_PASSWORD: "canary", KESTRACTL_TOKEN: "canary" }, ["KESTRA_PASSWORD"]),
    ),
    program,
    folder: localFolder(env.HOME ?? ""),
    lines: ["1.0", "1.3", "2.0"],
    now: () => Date.now(),
    // What is waited for is a process: it needs the time that it needs.
    sleep: () => wait(5),
  });
}

describe.each(["docker", "java"] as const)("a Kestra by %s", (by) => {
  const open = async () => {
    const machine = await standIns();
    const kestra = local(machine, by === "java" ? machine.jar : undefined);
    return { machine, kestra, port: await freePort() };
  };

  it("is started with a user, found running, stopped, and started again with the same", async () => {
    const { machine, kestra, port } = await open();
    const url = `http://127.0.0.1:${port}`;
    const started = await kestra.start({ port }, call());
    expect(started).toMatchObject({
      action: "started",
      url,
      ready: true,
      version: "1.3.25",
      username: "local@kestra.io",
    });
    expect(started.password).toMatch(/^K1a-.{24}$/);
    expect((await machine.environment()).filter((name) => name.startsWith("KESTRA"))).toEqual([]);
    const { username, password } = started;
    const again = local(machine, by === "java" ? machine.jar : undefined);
    expect(await again.start({}, call())).toMatchObject({ action: "connected", url, username, password });
    const other = await again.start({ username: "ada@kestra.io", password: "Ada-1234" }, call());
    expect(other).toMatchObject({
      username,
      password,
      message: expect.stringContaining("is not used") as unknown,
    });
    expect(await again.stop(call())).toMatchObject({ stopped: true });
    await expect(fetch(url)).rejects.toThrow();
    expect(await again.stop(call())).toMatchObject({ stopped: false });
    if (by === "docker")
      expect(await again.start({}, call())).toMatchObject({ action: "restarted", url, password });
  });

  it("is started once by two calls at the same time", async () => {
    const { machine, kestra, port } = await open();
    await machine.make("image-kestra_kestra:v2.0");
    const both = await Promise.allSettled([kestra.start({ port }, call()), kestra.start({ port }, call())]);
    expect(both.map(({ status }) => status)).toContain("fulfilled");
    expect(await kestra.stop(call())).toMatchObject({ stopped: true });
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    if (by === "java")
      expect((await machine.calls()).filter((line) => line.includes("java"))).toHaveLength(1);
  });

  it("moves to another port once it was stopped, and not while it runs", async () => {
    const { kestra, port } = await open();
    const url = `http://127.0.0.1:${port}`;
    await kestra.start({ port }, call());
    const other = await freePort();
    await expect(kestra.start({ port: other }, call())).rejects.toThrow(
      `Kestra runs on port ${port} already: stop it first, or give no port.`,
    );
    expect((await fetch(`${url}/api/v1/configs`)).status).toBe(200);
    expect(await kestra.start({}, call())).toMatchObject({ action: "connected", url });
    await kestra.stop(call());
    expect(await kestra.start({ port: other }, call())).toMatchObject({
      ready: true,
      url: `http://127.0.0.1:${other}`,
    });
  });

  it("tells the end of its log where it ends at once", async () => {
    const { machine, kestra, port } = await open();
    await machine.make("fails");
    await expect(kestra.start({ port }, call())).rejects.toThrow(
      "Kestra ended while it started. The end of its log: Kestra begins | ERROR the database is locked",
    );
  });

  it("goes on starting where the call cannot wait", async () => {
    const { machine, kestra, port } = await open();
    await machine.make("silent");
    await machine.make("image-kestra_kestra:v2.0");
    expect(await kestra.start({ port }, call({ until: Date.now() }))).toMatchObject({
      ready: false,
      message: "It is still starting, which goes on: call this again.",
    });
  });

  it("takes the user that is given, and keeps no password of it", async () => {
    const { machine, kestra, port } = await open();
    const user = { username: "ada@example.com", password: "Given-canary-1" };
    const started = await kestra.start({ port, ...user }, call());
    expect(started).toMatchObject({ username: "ada@example.com" });
    expect(JSON.stringify(started)).not.toContain("canary");
    expect(await kestra.start({}, call())).toMatchObject({ message: "Its user was set up before." });
    expect((await machine.calls()).join("\n")).not.toContain("canary");
  });

  it("says that it does not take a user", async () => {
    const { kestra, port } = await open();
    await expect(kestra.start({ port, username: "ada", password: "p" }, call())).rejects.toThrow(
      "Kestra runs, and does not take that user: Invalid username",
    );
    await expect(kestra.start({ username: "ada" }, call())).rejects.toThrow(
      "username and password go together",
    );
  });

  it("starts nothing on a port that is taken", async () => {
    const { machine, kestra } = await open();
    const url = await listen(createServer((socket) => socket.end("220 no HTTP\r\n")));
    await expect(kestra.start({ port: Number(new URL(url).port) }, call())).rejects.toThrow(
      "is taken by something that is no Kestra",
    );
    expect((await machine.calls()).filter((line) => /docker run|java/.test(line))).toEqual([]);
  });
});

describe("by Docker", () => {
  it("is a container of its own on this machine alone, of the line that is asked for", async () => {
    const machine = await standIns();
    const kestra = local(machine);
    const port = await freePort();
    await kestra.start({ port, release: "1.3.25" }, call());
    const calls = await machine.calls();
    expect(calls).toContain("docker pull --quiet kestra/kestra:v1.3.25");
    expect(calls).toContain(
      `docker run --detach --user root --name kestra-mcp-local --label kestra-mcp=local --label kestra-mcp.release=1.3.25 --label kestra-mcp.port=${port} --publish 127.0.0.1:${port}:8080 --volume kestra-mcp-local-1.3:/app/data kestra/kestra:v1.3.25 server local`,
    );
    expect(await kestra.start({ release: "2.0" }, call())).toMatchObject({
      action: "restarted",
      by: "kestra/kestra:v2.0",
      url: `http://127.0.0.1:${port}`,
    });
  });

  it("goes on pulling where the call cannot wait", async () => {
    const machine = await standIns();
    const kestra = local(machine);
    const port = await freePort();
    await machine.make("slow-pull");
    expect(await kestra.start({ port }, call({ until: Date.now() }))).toMatchObject({
      ready: false,
      message: "Docker is still pulling kestra/kestra:v2.0, which goes on: call this again.",
    });
    await machine.make("slow-pull", false);
    expect(await kestra.start({ port }, call())).toMatchObject({ action: "started", ready: true });
    expect((await machine.calls()).filter((line) => line.startsWith("docker pull"))).toHaveLength(1);
  });

  it("touches no container of somebody else", async () => {
    const machine = await standIns();
    const container = { labels: {}, port: "1", pid: 1 };
    await writeFile(join(machine.jar, "..", "container"), JSON.stringify(container));
    for (const act of [() => local(machine).start({}, call()), () => local(machine).stop(call())])
      await expect(act()).rejects.toThrow("There is a container kestra-mcp-local that was not started here.");
    expect((await machine.calls()).filter((line) => !line.startsWith("docker container"))).toEqual([]);
  });

  it("says what is missing or wrong", async () => {
    const without = await standIns(["docker", "java"]);
    await expect(local(without).start({}, call())).rejects.toThrow("There is no docker on the PATH.");
    await expect(local(without, without.jar).start({ port: await freePort() }, call())).rejects.toThrow(
      "There is no java on the PATH.",
    );
    const machine = await standIns();
    const port = await freePort();
    await expect(local(machine).start({ port, release: "9.9" }, call())).rejects.toThrow(
      "Docker cannot pull kestra/kestra:v9.9: manifest unknown",
    );
    for (const release of ["latest", "1.3;x", "--help", "1"])
      await expect(local(machine).start({ port, release }, call())).rejects.toThrow(
        "release must be one such as 1.3",
      );
    await expect(local(machine, machine.jar).start({ port, release: "1.3" }, call())).rejects.toThrow(
      "release is for Docker",
    );
    await expect(local(machine, "/no/such.jar").start({ port }, call())).rejects.toThrow(
      "where there is no file",
    );
  });
});

describe("by Java", () => {
  it("stops no process that only has the number of the one that was started", async () => {
    const machine = await standIns();
    const kestra = local(machine, machine.jar);
    await kestra.start({ port: await freePort() }, call());
    const marker = join(localFolder(machine.env.HOME ?? ""), "process.json");
    expect((await stat(marker)).mode & 0o777).toBe(0o600);
    const started = JSON.parse(await readFile(marker, "utf8")) as { readonly pid: number };
    await writeFile(marker, JSON.stringify({ ...started, pid: process.pid }));
    expect(await kestra.stop(call())).toMatchObject({ stopped: false });
    await writeFile(marker, JSON.stringify(started));
    expect(await kestra.stop(call())).toMatchObject({ stopped: true });
  });

  it("is not needed where an executable is named", async () => {
    const machine = await standIns(["docker"]);
    const kestra = local(machine, join(machine.env.PATH ?? "", "java"));
    const port = await freePort();
    await kestra.start({ port }, call());
    expect(await machine.calls()).toEqual([`java server local --port ${port}`]);
    await kestra.stop(call());
  });
});

it("connects to a Kestra that somebody else started, and never stops it", async () => {
  const [theirs, ours] = [await standIns(), await standIns()];
  const other = local(theirs);
  const port = await freePort();
  await other.start({ port }, call());
  expect(await local(ours).start({ port }, call())).toMatchObject({
    action: "connected",
    by: "somebody else",
    version: "1.3.25",
  });
  expect(await local(ours).stop(call())).toEqual({ stopped: false, message: "None was started here." });
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/configs`)).status).toBe(200);
});

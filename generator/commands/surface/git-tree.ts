import { execFile } from "node:child_process";
import { SurfaceError } from "./surface.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/**
 * The files of a commit, without a checkout.
 * @param root a folder of the repository @param ref a commit, branch or tag @param wanted paths
 * @throws SurfaceError for a ref that is no commit, or a folder that is no repository
 */
export async function readCommit(
  root: string,
  ref: string,
  wanted: readonly RegExp[],
): Promise<readonly SourceFile[]> {
  const commit = await resolve(root, ref);
  const listing = await git(root, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit]);
  const paths = listing
    .toString("utf8")
    .split("\0")
    .filter((path) => wanted.some((it) => it.test(path)));
  if (paths.length === 0) return [];
  const asked = paths.map((path) => `${commit}:${path}\n`).join("");
  return texts(await git(root, ["cat-file", "--batch"], asked)).map((text, i) => ({
    path: paths[i] ?? "",
    text,
  }));
}

async function resolve(root: string, ref: string): Promise<string> {
  await git(root, ["rev-parse", "--git-dir"]).catch(() => {
    throw new SurfaceError(
      "Commits cannot be read here: this is not a git repository, or git is not installed.",
    );
  });
  try {
    const name = `${ref}^{commit}`;
    return (await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", name]))
      .toString()
      .trim();
  } catch {
    throw new SurfaceError(
      `There is no commit, branch or tag "${ref}" here. A build is named by its path, which ends in .js; a listing in .json.`,
    );
  }
}

/** The contents in the answer of `cat-file --batch`: each has a line of its name, kind and length before it. */
function texts(answer: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(0x0a, at);
    const length = Number(/ (\d+)$/u.exec(answer.toString("utf8", at, end))?.[1] ?? 0);
    found.push(answer.toString("utf8", end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return found;
}

async function git(root: string, args: readonly string[], input?: string): Promise<Buffer> {
  return new Promise((done, fail) => {
    const options = { cwd: root, encoding: "buffer", maxBuffer: 256 * 1024 * 1024 } as const;
    const child = execFile("git", args, options, (error, stdout) => {
      if (error === null) done(stdout);
      else fail(new Error(error.message));
    });
    child.stdin?.on("error", () => undefined); // git is gone already, and its error says why
    child.stdin?.end(input ?? "");
  });
}
